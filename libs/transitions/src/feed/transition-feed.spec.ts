import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLog, START, StoreUnavailable, type OpenedLog, type Position } from '@app/event-store';
import { startEventStoreDb } from '../../../../test/servers/eventstoredb/server.mjs';
import { ORIGIN, read, write, writeOther } from './logged.fixture.js';
import { TransitionFeed, type FeedItem } from './transition-feed.js';
import { EVERY_TRANSITION, type TransitionFilter } from './transition-filter.js';

type Opened = Readonly<{ log: OpenedLog; close: () => Promise<void> }>;

const open = (dataDir: string, eventStoreUrl: string | null): Promise<OpenedLog> => {
  const eventStoreNamespace = `test_${randomUUID().replaceAll('-', '')}`;
  return openLog({ dataDir, eventStoreUrl, eventStoreNamespace }, () => undefined);
};

async function openDirectory(): Promise<Opened> {
  const directory = mkdtempSync(join(tmpdir(), 'runledger-feed-'));
  const log = await open(directory, null);
  const close = async () => {
    await log.close();
    rmSync(directory, { recursive: true });
  };
  return { log, close };
}

async function openServer(): Promise<Opened> {
  const server = await startEventStoreDb();
  const log = await open('', server.url);
  const close = async () => {
    await log.close();
    await server.stop();
  };
  return { log, close };
}

describe.each([
  ['the SQLite log', openDirectory],
  ['an EventStoreDB', openServer],
])('the feed of %s', (_, openIt) => {
  let log: OpenedLog;
  let close: () => Promise<void>;
  let subscriptions: number;
  let feed: TransitionFeed;
  let leaving: AbortController;
  beforeEach(async () => {
    ({ log, close } = await openIt());
    subscriptions = 0;
    leaving = new AbortController();
    const subscribe: OpenedLog['store']['subscribe'] = (after, signal) => {
      subscriptions += 1;
      return log.store.subscribe(after, signal);
    };
    feed = new TransitionFeed({ subscribe }, ORIGIN, read);
  });
  afterEach(async () => {
    leaving.abort();
    await close();
  });

  const reader = (after = START, filter: Partial<TransitionFilter> = {}) =>
    new FeedItems(feed.follow(after, { ...EVERY_TRANSITION, ...filter }, leaving.signal));

  it('holds every transition after a position once and in order, those to come included', async () => {
    const positions = [];
    for (let nth = 0; nth < 3; nth += 1) positions.push(await write(log.store));
    await writeOther(log.store);
    const reading = reader(positions[0]);
    const told = [await reading.transition(), await reading.transition()];
    for (let nth = 0; nth < 120; nth += 1) positions.push(await write(log.store));
    while (told.length < 122) told.push(await reading.transition());
    expect(told).toEqual(positions.slice(1));
  });

  it('tells the record of a transition as a CloudEvent', async () => {
    await write(log.store, { type: 'FAILED', tags: ['blue'] });
    const items = reader();
    let item = await items.next();
    while (item?.text === null) item = await items.next();
    expect(JSON.parse(item?.text ?? '')).toMatchObject({
      specversion: '1.0',
      source: `urn:runledger:${ORIGIN.ledgerId}`,
      data: { state: { type: 'FAILED' }, about: { tags: ['blue'] } },
    });
  });

  it('says how far it has come where nothing passes', async () => {
    await write(log.store, { tags: ['blue'] });
    const reading = reader(START, { tags: new Set(['green']) });
    await reading.reaches(await writeOther(log.store)); // behind
    await reading.reaches(await write(log.store)); // live
    const wanted = await write(log.store, { tags: ['green'] });
    expect(await reading.transition()).toBe(wanted);
  });

  it('is read once for all readers that have caught up', async () => {
    const start = await write(log.store);
    const readings = Array.from({ length: 5 }, () => reader(start));
    await Promise.all(readings.map((reading) => reading.reaches(start)));
    const coming = await write(log.store);
    for (const reading of readings) expect(await reading.transition()).toBe(coming);
    const atFirst = subscriptions;
    for (let nth = 0; nth < 10; nth += 1) await write(log.store);
    for (const reading of readings) {
      for (let nth = 0; nth < 10; nth += 1) await reading.transition();
    }
    expect(subscriptions).toBe(atFirst);
  });

  it('leaves out nothing for a reader that falls behind the others', async () => {
    const start = await write(log.store);
    const [quick, slow] = [reader(start), reader(start)];
    const written = [await write(log.store)];
    expect(await slow.transition()).toBe(written[0]);
    expect(await quick.transition()).toBe(written[0]);
    for (let nth = 0; nth < 1_100; nth += 1) {
      written.push(await write(log.store));
      await quick.transition();
    }
    const told = [written[0]];
    while (told.length < written.length) told.push(await slow.transition());
    expect(told).toEqual(written);
  });

  it('goes on for the others when one leaves, and for one that comes when all have left', async () => {
    const start = await write(log.store);
    const first = reader(start);
    const staying = reader(start);
    let coming = await write(log.store);
    expect([await first.transition(), await staying.transition()]).toEqual([coming, coming]);
    await first.leave();
    coming = await write(log.store);
    expect(await staying.transition()).toBe(coming);
    await staying.leave();
    const later = reader(coming);
    coming = await write(log.store);
    expect(await later.transition()).toBe(coming);
  });

  it('never passes an event that cannot be read', async () => {
    const start = await write(log.store);
    const [behind, live] = [reader(), reader(start)];
    await live.reaches(start);
    const before = await write(log.store);
    expect(await live.transition()).toBe(before);
    await writeOther(log.store, 'Unreadable');
    await write(log.store);
    await expect(live.transition()).rejects.toThrow('unreadable');
    expect([await behind.transition(), await behind.transition()]).toEqual([start, before]);
    await expect(behind.transition()).rejects.toThrow('unreadable');
  });

  it('ends when its reader leaves, and with an error when the log is closed', async () => {
    const start = await write(log.store);
    const reading = reader(start);
    await reading.reaches(start);
    const closed = expect(reading.transition()).rejects.toThrow(StoreUnavailable);
    await log.close();
    await closed;
    const leaves = new AbortController();
    leaves.abort();
    expect(await feed.follow(start, EVERY_TRANSITION, leaves.signal).next()).toMatchObject({
      done: true,
    });
  });
});

/** Takes a feed item by item. */
class FeedItems {
  constructor(private readonly items: AsyncGenerator<FeedItem, void>) {}

  async next(): Promise<FeedItem | undefined> {
    return (await this.items.next()).value ?? undefined;
  }

  /** Where the next transition stands. */
  async transition(): Promise<Position> {
    for (;;) {
      const item = await this.next();
      if (item === undefined) throw new Error('the feed has ended');
      if (item.text !== null) return item.position;
    }
  }

  /** Waits until the feed has come so far without a transition. */
  async reaches(position: Position): Promise<void> {
    for (let item = await this.next(); item !== undefined; item = await this.next()) {
      if (item.text !== null) throw new Error(`a transition at ${item.position}`);
      if (item.position >= position) return;
    }
  }

  async leave(): Promise<void> {
    await this.items.return();
  }
}
