import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NO_STREAM, openSqliteLog, position, START, type SqliteLog } from '@app/event-store';
import { PublicationRefused } from '../errors.js';
import type { PublicRecord } from '../public-record.js';
import { placeOfTails } from './place-of-tails.js';

const tail = (id: string, ledger = 'ours'): PublicRecord => ({
  topic: 'transitions',
  key: 'run',
  headers: { ce_id: id, ce_source: `urn:runledger:${ledger}` },
  value: '{}',
});

describe('the place of the last published records', () => {
  let directory: string;
  let log: SqliteLog;
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'runledger-tails-'));
    log = openSqliteLog(directory);
    const events = ['a', 'b', 'c', 'd'].map((id) => ({
      id,
      type: 'T',
      data: '{}',
      metadata: '{}',
    }));
    await log.append('stream', NO_STREAM, events);
  });
  afterEach(() => {
    log.close();
    rmSync(directory, { recursive: true });
  });

  const placeOf = (...tails: readonly PublicRecord[]) =>
    placeOfTails(
      { log, ledgerId: 'ours' },
      tails,
      () => Promise.resolve(),
      new AbortController().signal,
    );

  it('is that of the furthest of their events', async () => {
    const first = log.head - 3n;
    expect(await placeOf(tail('c'), tail('a'), tail('b'))).toBe(position(first + 2n));
    expect(await placeOf(tail('a'))).toBe(position(first));
  });

  it('is found by the records of states, too, whose ids have a suffix', async () => {
    expect(await placeOf(tail('d:state'), tail('d'))).toBe(log.head);
  });

  it('is the start where there are none', async () => {
    expect(await placeOf()).toBe(START);
  });

  it('is refused if the log does not hold one of them', async () => {
    await expect(placeOf(tail('a'), tail('e'))).rejects.toThrow(PublicationRefused);
    await expect(placeOf(tail('a'), tail('e'))).rejects.toThrow(/published \(e\)/);
  });

  it('is refused if one is of another ledger', async () => {
    const place = placeOf(tail('a'), tail('b', 'theirs'));
    await expect(place).rejects.toThrow('records of another ledger (urn:runledger:theirs)');
  });
});
