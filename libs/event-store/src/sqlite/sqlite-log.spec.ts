import { statSync } from 'node:fs';
import { join } from 'node:path';
import { events, read } from '../contract/events.fixture.js';
import { subscriber } from '../contract/subscriber.fixture.js';
import { eventStoreContract, type OpenedStore } from '../event-store.contract.js';
import { StoreUnavailable } from '../errors.js';
import { NO_STREAM, revision, START } from '../event-store.js';
import { directories } from './directory.fixture.js';
import { DirectoryLocked } from './directory-lock.js';
import { openSqliteLog } from './sqlite-log.js';

const newDirectory = directories();

describe('the SQLite log', () => {
  eventStoreContract(() => Promise.resolve(opened(newDirectory())));

  it('is written by one at a time', () => {
    const directory = newDirectory();
    const log = openSqliteLog(directory);
    expect(() => openSqliteLog(directory)).toThrow(DirectoryLocked);
    log.close();
    openSqliteLog(directory).close();
  });

  it('knows its head, also when it is opened again', async () => {
    const directory = newDirectory();
    const log = openSqliteLog(directory);
    expect(log.head).toBe(START);
    const { position } = await log.append('a', NO_STREAM, events(3));
    expect(log.head).toBe(position);
    log.close();
    const again = openSqliteLog(directory);
    expect(again.head).toBe(position);
    again.close();
  });

  it('shows nothing again that it has hidden', async () => {
    const log = openSqliteLog(newDirectory());
    await log.append('a', NO_STREAM, events(4));
    await log.truncateBefore('a', revision(3n));
    await log.truncateBefore('a', revision(1n));
    expect(await read(log, 'a')).toMatchObject([{ revision: 3n }]);
    log.close();
  });

  it('tells how many appends a commit answered and how long it took', async () => {
    const commits: [number, number][] = [];
    const log = openSqliteLog(newDirectory(), (...commit) => commits.push(commit));
    await Promise.all(['a', 'b'].map((stream) => log.append(stream, NO_STREAM, events(3))));
    expect(commits).toEqual([[2, expect.any(Number)]]);
    expect(commits[0]?.[1]).toBeGreaterThan(0);
    log.close();
  });
});

describe('closing the SQLite log', () => {
  it('writes what was begun', async () => {
    const directory = newDirectory();
    const log = openSqliteLog(directory);
    const appended = log.append('a', NO_STREAM, events(2));
    log.close();
    const again = openSqliteLog(directory);
    expect(again.head).toBe((await appended).position);
    again.close();
  });

  it('leaves everything in one file', async () => {
    const directory = newDirectory();
    const log = openSqliteLog(directory);
    await log.append('a', NO_STREAM, events(2));
    log.close();
    expect(statSync(join(directory, 'log.db-wal')).size).toBe(0);
  });

  it('ends its subscriptions', async () => {
    const log = openSqliteLog(newDirectory());
    const waiting = subscriber(log, START, new AbortController().signal);
    await waiting.catchUp();
    const next = waiting.next();
    log.close();
    expect(await next).toBeUndefined();
  });

  it('leaves nothing to be done with it', async () => {
    const log = openSqliteLog(newDirectory());
    log.close();
    log.close();
    await expect(log.append('a', NO_STREAM, events(1))).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(log.truncateBefore('a', NO_STREAM)).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(read(log, 'a')).rejects.toBeInstanceOf(StoreUnavailable);
  });
});

function opened(directory: string): OpenedStore {
  const store = openSqliteLog(directory);
  return {
    store,
    close: async () => store.close(),
    reopen: async () => {
      store.close();
      return opened(directory);
    },
  };
}
