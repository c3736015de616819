import { jsonEvent } from '@eventstore/db-client';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { event, events } from '../contract/events.fixture.js';
import { subscriber, type Subscriber } from '../contract/subscriber.fixture.js';
import { NO_STREAM, position, revision, START, type Position } from '../event-store.js';
import type { EventStoreDb } from './event-store-db.js';
import { newNamespace, served } from './server.fixture.js';

const { server, proxy, throughProxy, direct, driver, name, stop, start } = served();

let ending: AbortController;
beforeEach(() => {
  ending = new AbortController();
});
afterEach(() => ending.abort());

const follow = (store: EventStoreDb, after: Position = START): Subscriber =>
  subscriber(store, after, ending.signal);

const writeOthers = async (count: number): Promise<void> => {
  const others = Array.from({ length: count }, () => jsonEvent({ type: 'Other', data: {} }));
  await driver().appendToStream(`${newNamespace()}.a`, others);
};

describe('a subscription', () => {
  it('goes on where it was when the connection is cut, time and again', async () => {
    const live = follow(throughProxy());
    await live.catchUp();
    const writer = direct();
    for (let at = -1n; at < 9n; at += 1n) {
      const [one] = events(1);
      await writer.append('a', revision(at), one === undefined ? [] : [one]);
      proxy().cut();
      expect(await live.take(1)).toMatchObject([{ id: one?.id, revision: at + 1n }]);
    }
  });

  it('says that it has caught up when it was lost and has come back', async () => {
    const live = follow(throughProxy());
    await live.catchUp();
    const { position } = await direct().append('a', NO_STREAM, events(1));
    await live.catchUp();
    proxy().cut();
    expect(await live.catchUp()).toEqual({ events: [], position });
  });

  it('goes on when the server drops it as too slow', async () => {
    const live = follow(throughProxy());
    await live.catchUp();
    const writer = direct();
    for (let at = -1n; at < 4n; at += 1n) {
      server().dropLiveSubscriptions();
      await writer.append('a', revision(at), events(1));
      expect(await live.take(1)).toMatchObject([{ revision: at + 1n }]);
    }
  });

  it('goes on when the server was away', async () => {
    const store = throughProxy();
    const live = follow(store);
    await live.catchUp();
    await stop();
    const next = live.take(1);
    await expect(store.head()).rejects.toThrow(`EVENTSTORE_URL: 127.0.0.1:${proxy().port}`);
    await start();
    await direct().append('a', NO_STREAM, events(1));
    expect(await next).toMatchObject([{ stream: 'a', revision: 0n }]);
  });

  it('may be read slowly', async () => {
    const store = throughProxy();
    const live = follow(store);
    await live.catchUp();
    const writer = direct();
    for (let at = -1n; at < 899n; at += 300n) await writer.append('a', revision(at), events(300));
    const found = await live.take(900);
    expect(found.map(({ revision }) => Number(revision))).toEqual(found.map((_, index) => index));
  });

  it('delivers nothing of other ledgers, nor what the server has written itself', async () => {
    const store = throughProxy();
    await store.append('a', NO_STREAM, events(1));
    await driver().appendToStream(`${newNamespace()}.a`, jsonEvent({ type: 'Other', data: {} }));
    await driver().appendToStream(name('a'), jsonEvent({ type: '$>', data: {} }));
    await store.truncateBefore('a', revision(1n));
    await store.append('a', revision(1n), events(1));
    const { events: delivered } = await follow(store).catchUp();
    expect(delivered.map(({ stream, revision }) => [stream, revision])).toEqual([
      ['a', 0n],
      ['a', 2n],
    ]);
  });

  it('moves on with the log of others, and misses nothing of its own', async () => {
    const store = throughProxy();
    const { position: own } = await store.append('a', NO_STREAM, events(1));
    await writeOthers(6_000);
    const live = follow(store, own);
    const { position: reached } = await live.catchUp();
    expect(reached).toBeGreaterThan(own);
    proxy().cut();
    await live.catchUp();
    const [next] = events(1);
    const { position } = await store.append('a', revision(0n), next === undefined ? [] : [next]);
    expect(await live.catchUp()).toMatchObject({ events: [{ id: next?.id }], position });
  });

  it('of an empty ledger has caught up at its start, however long the log of others is', async () => {
    await writeOthers(6_000);
    expect(await follow(throughProxy()).next()).toEqual({ caughtUp: true, position: START });
  });

  it('can be known to begin beyond the end of the log', async () => {
    const store = throughProxy();
    const { position: last } = await store.append('a', NO_STREAM, events(1));
    expect(await store.head()).toBe(last);
    expect(position(last + 1n) > (await store.head())).toBe(true);
  });

  it('ends while it tries in vain when the signal aborts', async () => {
    const store = throughProxy();
    await proxy().refuse();
    const next = follow(store).next();
    await expect(store.head()).rejects.toThrow('refuses the connection');
    ending.abort();
    expect(await next).toBeUndefined();
  });

  it('ends when the store is closed', async () => {
    const store = throughProxy();
    const live = follow(store);
    await live.catchUp();
    const next = live.next();
    await store.close();
    expect(await next).toBeUndefined();
  });

  it('leaves no connection open to a server when all are over', async () => {
    const store = throughProxy();
    await store.append('a', NO_STREAM, [event()]);
    await follow(store).catchUp();
    await store.close();
    while (proxy().connections() > 0) await nextTurn();
  });
});
