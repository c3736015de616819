import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { events } from '../contract/events.fixture.js';
import { NO_STREAM, revision } from '../event-store.js';
import { directories } from './directory.fixture.js';
import { keepWalShort } from './keep-wal-short.js';
import { openSqliteLog } from './sqlite-log.js';

const newDirectory = directories();

describe('keeping the WAL short', () => {
  it('moves what it holds into the file of the log every 500 events', async () => {
    const directory = newDirectory();
    const log = openSqliteLog(directory);
    const stop = new AbortController();
    const kept = keepWalShort(directory, log.sharedHead, stop.signal);
    const size = (): number => statSync(join(directory, 'log.db')).size;
    const empty = size();

    await log.append('a', NO_STREAM, events(400));
    for (let turn = 0; turn < 20; turn++) await nextTurn();
    expect(size()).toBe(empty);

    await log.append('a', revision(399n), events(200));
    while (size() === empty) await nextTurn();

    stop.abort();
    await kept;
    log.close();
  });

  it('ends when the signal aborts', async () => {
    const directory = newDirectory();
    const log = openSqliteLog(directory);
    const stop = new AbortController();
    const kept = keepWalShort(directory, log.sharedHead, stop.signal);
    stop.abort();
    await expect(kept).resolves.toBeUndefined();
    log.close();
  });
});
