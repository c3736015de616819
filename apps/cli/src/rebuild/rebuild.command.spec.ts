import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NO_STREAM, openSqliteLog, openSqliteLogReader, type SqliteLog } from '@app/event-store';
import { DraftExists, openSqliteDraft, openSqliteReadModelReader } from '@app/read-model';
import { rebuildCommand, type LogOfLedger } from './rebuild.command.js';

describe('rebuild', () => {
  let directory: string;
  let log: SqliteLog;
  let printed: string;
  let closed: boolean;
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'runledger-rebuild-'));
    log = openSqliteLog(directory);
    const event = { id: 'a', type: 'Other', data: '{}', metadata: '{}' };
    await log.append('other-a', NO_STREAM, [event, { ...event, id: 'b' }]);
    printed = '';
    closed = false;
  });
  afterEach(() => {
    log.close();
    rmSync(directory, { recursive: true });
  });

  const openLog = async (): Promise<LogOfLedger> => {
    const reader = openSqliteLogReader(directory, null);
    const close = async (): Promise<void> => {
      reader.close();
      closed = true;
    };
    return { store: reader, logId: 'log', last: async () => log.head, close };
  };
  const run = (signal = new AbortController().signal): Promise<void> =>
    rebuildCommand({
      openLog,
      openDraft: async () => openSqliteDraft(directory),
      screen: { write: (text) => (printed += text) },
      signal,
    });
  const shown = async (): Promise<unknown> => {
    const queries = openSqliteReadModelReader(directory);
    const { at } = await queries.count({ filter: null, inFlow: false });
    await queries.close();
    return at;
  };

  it('tells how far it is, and in the end what it did, beside a service at work', async () => {
    await run();
    expect(printed).toMatch(
      /^100%, 2 events, [\d,]+\/s\nThe read model was built anew from 2 events in 1 s, [\d,]+ events\/s, and is shown now\.\n$/,
    );
    expect(await shown()).toEqual({ logId: 'log', position: log.head });
    expect(closed).toBe(true);
  });

  it('leaves the read model as it was when it is ended, and says so', async () => {
    const ending = new AbortController();
    ending.abort();
    await expect(run(ending.signal)).rejects.toBe(ending.signal.reason);
    expect(printed).toBe('The read model is as it was.\n');
    expect(await shown()).toBeNull();
    expect(closed).toBe(true);
  });

  it('is done by one at a time', async () => {
    const draft = openSqliteDraft(directory);
    await expect(run()).rejects.toThrow(DraftExists);
    await expect(run()).rejects.toThrow(`${directory} is being rebuilt`);
    expect(closed).toBe(true);
    await draft.close();
    await run();
  });
});
