import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteLog, OutcomeUnknown, type EventStore } from '@app/event-store';
import { Admission, openLedger, systemSources } from '@app/ledger';
import { copyLogCommand, type OpenedStore } from './copy-log.command.js';
import { openEmbeddedLog } from './open-embedded-log.js';

describe('copy-log', () => {
  const sources = systemSources();
  let directory: string;
  let printed: string;
  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'runledger-copy-log-'));
    printed = '';
    const log = openSqliteLog(join(directory, 'from'));
    await ledgerOn(log);
    log.close();
  });
  afterEach(() => rmSync(directory, { recursive: true }));

  const ledgerOn = (store: EventStore) =>
    openLedger(store, {
      sources,
      admission: new Admission({ inFlight: 1, waiting: 1 }, () => null),
      shared: false,
      cachedCharacters: 1_000,
    });

  const openTarget = async (): Promise<OpenedStore> => {
    const log = openSqliteLog(join(directory, 'to'));
    return { store: log, close: async () => log.close() };
  };
  const run = (open = openTarget, from = 'from'): Promise<void> =>
    copyLogCommand(
      { from: join(directory, from), namespace: 'ours' },
      {
        openSource: () => openEmbeddedLog(join(directory, from)),
        openTarget: open,
        sources,
        screen: { write: (text) => (printed += text) },
        signal: new AbortController().signal,
      },
    );

  it('says what was copied and what is to be done', async () => {
    await run();
    const log = openSqliteLog(join(directory, 'to'));
    const { identity } = await ledgerOn(log);
    log.close();
    expect(printed).toContain('100%, 1 events');
    expect(printed).toContain('1 of 1 events were appended');
    expect(printed).toContain(`log ${identity.logId} of ledger ${identity.ledgerId}`);
    expect(printed).toContain('EVENTSTORE_NAMESPACE to ours');
  });

  it('says that nothing is left to do', async () => {
    await run();
    await run();
    expect(printed).toContain('copied before, as a whole: nothing was changed');
  });

  it('says that it can go on when it was interrupted', async () => {
    let appends = 0;
    const failing = async (): Promise<OpenedStore> => {
      const { store, close } = await openTarget();
      const append: EventStore['append'] = async (...place) => {
        appends += 1;
        if (appends > 1) throw new OutcomeUnknown('no answer');
        return store.append(...place);
      };
      const failed = {
        append,
        read: store.read.bind(store),
        subscribe: store.subscribe.bind(store),
        truncateBefore: store.truncateBefore.bind(store),
      };
      return { store: failed, close };
    };
    await expect(run(failing)).rejects.toThrow('no answer');
    expect(printed).toContain('the same command goes on from it');
    await run();
    expect(printed).toContain('0 of 1 events were appended');
  });

  it('does not begin while a service runs on the directory', async () => {
    const log = openSqliteLog(join(directory, 'from'));
    await expect(run()).rejects.toMatchObject({ name: 'DirectoryLocked' });
    log.close();
  });

  it('makes no log where there is none', async () => {
    await expect(run(openTarget, 'misspelt')).rejects.toThrow('there is no log in');
    expect(existsSync(join(directory, 'misspelt'))).toBe(false);
  });
});
