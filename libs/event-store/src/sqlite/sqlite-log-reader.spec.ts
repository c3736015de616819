import { once } from 'node:events';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { events } from '../contract/events.fixture.js';
import { subscriber } from '../contract/subscriber.fixture.js';
import { StoreUnavailable } from '../errors.js';
import { NO_STREAM, position, START } from '../event-store.js';
import { built, linesOf } from './built.fixture.js';
import { directories } from './directory.fixture.js';
import { openForWriting } from './log-file.js';
import { openSqliteLog, type SqliteLog } from './sqlite-log.js';
import { openSqliteLogReader } from './sqlite-log-reader.js';

const THREAD = `
  import { parentPort, workerData } from 'node:worker_threads';
  import { openSqliteLogReader, START } from './event-store/src/index.js';
  import { SharedPosition } from './runtime/src/shared-position.js';
  const { directory, buffer } = workerData;
  const reader = openSqliteLogReader(directory, new SharedPosition(buffer));
  for await (const item of reader.subscribe(START, new AbortController().signal))
    parentPort.postMessage(item.position);`;

const PROCESS = `
  import { openSqliteLogReader, START } from './event-store/src/index.js';
  const reader = openSqliteLogReader(process.argv[2], null);
  for await (const item of reader.subscribe(START, new AbortController().signal))
    console.log(String(item.position));`;

const newDirectory = directories();
const js = built();
let directory: string;
let log: SqliteLog;
beforeEach(() => {
  directory = newDirectory();
  log = openSqliteLog(directory);
});
afterEach(() => log.close());

describe('a reader of the SQLite log', () => {
  it('follows the log from another thread', async () => {
    const thread = js.thread(THREAD, { directory, buffer: log.sharedHead.buffer });
    expect(await once(thread, 'message')).toEqual([START]);
    const appended = await log.append('a', NO_STREAM, events(1));
    expect(await once(thread, 'message')).toEqual([appended.position]);
  });

  it('follows the log from another process', async () => {
    const lines = linesOf(js.process(PROCESS, [directory]));
    expect(await once(lines, 'line')).toEqual([String(START)]);
    const appended = await log.append('a', NO_STREAM, events(1));
    expect(await once(lines, 'line')).toEqual([String(appended.position)]);
  });

  it('polls in silence until the signal aborts', async () => {
    const reader = openSqliteLogReader(directory, null);
    const stop = new AbortController();
    const polling = subscriber(reader, START, stop.signal);
    await polling.catchUp();
    const next = polling.next();
    await nextTurn();
    stop.abort();
    expect(await next).toBeUndefined();
    reader.close();
  });

  it('says where the log ends when it is to begin beyond', async () => {
    const { position: last } = await log.append('a', NO_STREAM, events(1));
    const stop = new AbortController();
    const beyond = subscriber(log, position(last + 100n), stop.signal);
    expect(await beyond.next()).toEqual({ caughtUp: true, position: last });
    stop.abort();
  });

  it.each<[string, () => AsyncIterable<unknown>]>([
    ['reads a stream', () => log.read('a')],
    ['follows the log', () => log.subscribe(START, AbortSignal.timeout(2_000))],
  ])('gives other work its turn between the pages when it %s', async (_, items) => {
    await log.append('a', NO_STREAM, events(1_100));
    let turns = 0;
    setImmediate(() => turns++);
    const found = [];
    for await (const item of items()) if (found.push(item) === 1_100) break;
    expect(turns).toBe(1);
  });

  it('lets the WAL be emptied while it is in the middle of a page', async () => {
    await log.append('a', NO_STREAM, events(900));
    const reading = log.read('a')[Symbol.asyncIterator]();
    await reading.next();
    const connection = openForWriting(directory);
    expect(connection.query('PRAGMA wal_checkpoint(TRUNCATE)')()).toEqual([[0n, 0n, 0n]]);
    connection.close();
  });

  it('is refused once it is closed', async () => {
    const reader = openSqliteLogReader(directory, null);
    reader.close();
    const { done } = await reader.subscribe(START, new AbortController().signal).next();
    expect(done).toBe(true);
    await expect(reader.read('a').next()).rejects.toBeInstanceOf(StoreUnavailable);
  });
});
