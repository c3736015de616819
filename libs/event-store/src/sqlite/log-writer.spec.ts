import { SharedPosition } from '@app/runtime';
import { event, events, textOf } from '../contract/events.fixture.js';
import { StoreUnavailable } from '../errors.js';
import { NO_STREAM, revision, type NewEvent } from '../event-store.js';
import type { Connection } from './connection.js';
import { directories } from './directory.fixture.js';
import { openForWriting } from './log-file.js';
import { LogWriter } from './log-writer.js';

const newDirectory = directories();
let connection: Connection;
let writer: LogWriter;
let head: SharedPosition;
let commits: number[];
beforeEach(() => {
  connection = openForWriting(newDirectory());
  head = new SharedPosition();
  commits = [];
  writer = new LogWriter(connection, head, (appends) => commits.push(appends));
});
afterEach(() => connection.close());

const count = (): unknown => connection.query('SELECT count(*) FROM event')()[0]?.[0];

describe('a group of appends', () => {
  it('shares one commit', async () => {
    const appends = Array.from({ length: 40 }, (_, n) =>
      writer.append(`s${n}`, NO_STREAM, events(1)),
    );
    await Promise.all(appends);
    expect(commits).toEqual([40]);
  });

  it('is what one turn of the event loop brings', async () => {
    await writer.append('a', NO_STREAM, events(1));
    await writer.append('b', NO_STREAM, events(1));
    expect(commits).toEqual([1, 1]);
  });

  it('goes on without the one who is refused', async () => {
    const [a, refused, b] = await Promise.allSettled([
      writer.append('a', NO_STREAM, events(2)),
      writer.append('a', NO_STREAM, events(1)),
      writer.append('a', revision(1n), events(1)),
    ]);
    expect(a).toMatchObject({ status: 'fulfilled', value: { revision: 1n } });
    expect(refused).toMatchObject({ status: 'rejected', reason: { actual: 1n } });
    expect(b).toMatchObject({ status: 'fulfilled', value: { revision: 2n } });
    expect(commits).toEqual([3]);
  });

  it('holds an append and its repetition as one', async () => {
    const twice = events(2);
    const [first, second] = await Promise.all([
      writer.append('a', NO_STREAM, twice),
      writer.append('a', NO_STREAM, twice),
    ]);
    expect(second).toEqual(first);
    expect(count()).toBe(2n);
  });

  it('has advanced the shared head when its callers are answered', async () => {
    const { position } = await writer.append('a', NO_STREAM, events(3));
    expect(head.value).toBe(position);
  });
});

describe('on a full disk', () => {
  const huge: NewEvent = event(textOf(900_000));
  beforeEach(() => writer.append('a', NO_STREAM, events(1)));
  beforeEach(() => connection.pragma('max_page_count = 50'));

  it('nobody of the group has written anything, and each is told so', async () => {
    const outcomes = await Promise.allSettled([
      writer.append('a', revision(0n), events(1)),
      writer.append('b', NO_STREAM, [huge]),
      writer.append('c', NO_STREAM, events(1)),
      writer.append('a', NO_STREAM, events(1)),
    ]);
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailable) });
      expect(outcome).toMatchObject({ reason: { cause: { code: 'SQLITE_FULL' } } });
    }
    expect(count()).toBe(1n);
  });

  it('what was refused is written once there is room', async () => {
    const appends = (): Promise<unknown> =>
      Promise.all([
        writer.append('b', NO_STREAM, events(1)),
        writer.append('c', NO_STREAM, [huge]),
      ]);
    await expect(appends()).rejects.toBeInstanceOf(StoreUnavailable);
    await writer.append('a', revision(0n), events(1));
    connection.pragma('max_page_count = 100000');
    expect(await appends()).toMatchObject([{ revision: 0n }, { revision: 0n }]);
    expect(count()).toBe(4n);
  });
});
