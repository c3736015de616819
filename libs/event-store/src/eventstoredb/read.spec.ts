import { jsonEvent } from '@eventstore/db-client';
import {
  all,
  event,
  events,
  read,
  revisions,
  revisionsOf,
  textOf,
} from '../contract/events.fixture.js';
import { StoreUnavailable } from '../errors.js';
import { NO_STREAM, revision } from '../event-store.js';
import { served } from './server.fixture.js';

const { proxy, throughProxy, direct, driver, name } = served();

describe('a read', () => {
  it('goes on after the last event that it gave when it is cut', async () => {
    const store = throughProxy();
    for (let at = -1n; at < 399n; at += 40n)
      await store.append(
        'a',
        revision(at),
        Array.from({ length: 40 }, () => event(textOf(8_000))),
      );
    const found = [];
    for await (const { revision } of store.read('a')) {
      found.push(revision);
      if (found.length === 10 || found.length === 100) proxy().cut();
    }
    expect(proxy().faults.cut).toBeGreaterThan(1);
    expect(found).toEqual(revisions(0, 399));
  });

  it('does not wait for ever', async () => {
    const store = throughProxy({ patience: 50 });
    await direct().append('a', NO_STREAM, events(1));
    proxy().loseAnswers();
    const reading = read(store, 'a');
    await expect(reading).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(reading).rejects.toThrow('gives no answer within 50 ms');
  });

  it('outlives a refusal that does not last', async () => {
    const store = throughProxy();
    await direct().append('a', NO_STREAM, events(2));
    await proxy().refuse();
    const reading = read(store, 'a');
    await proxy().accept();
    expect(await reading).toHaveLength(2);
  });

  it('is never cut short by the end of a client that has failed too often', async () => {
    const store = throughProxy();
    await direct().append('a', NO_STREAM, events(3));
    const found = new Set<number>();
    const readOn = async (): Promise<void> => {
      for (let nth = 0; nth < 12; nth += 1) {
        await read(store, 'a').then(
          ({ length }) => found.add(length),
          (error: unknown) => expect(error).toBeInstanceOf(StoreUnavailable),
        );
      }
    };
    const harm = async (): Promise<void> => {
      for (let nth = 0; nth < 12; nth += 1) {
        await proxy().refuse();
        await read(store, 'a').catch((error: unknown) =>
          expect(error).toBeInstanceOf(StoreUnavailable),
        );
        await proxy().accept();
      }
    };
    await Promise.all([harm(), ...Array.from({ length: 8 }, readOn)]);
    found.add((await read(store, 'a')).length);
    expect([...found]).toEqual([3]);
  });

  it('of a store that is away says which and why', async () => {
    const store = throughProxy();
    await proxy().refuse();
    const reading = read(store, 'a');
    await expect(reading).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(reading).rejects.toThrow(
      `EVENTSTORE_URL: 127.0.0.1:${proxy().port} refuses the connection`,
    );
  });

  it('may be left in the middle', async () => {
    const store = throughProxy();
    await store.append('a', NO_STREAM, events(200));
    for await (const { revision } of store.read('a')) if (revision === 3n) break;
    expect(await all(store.read('a', revision(198n)))).toHaveLength(1);
  });

  it('leaves out what the server has written itself', async () => {
    const store = throughProxy();
    await store.append('a', NO_STREAM, events(1));
    await driver().appendToStream(name('a'), jsonEvent({ type: '$>', data: {} }));
    await store.append('a', revision(1n), events(1));
    expect(revisionsOf(await read(store, 'a'))).toEqual([0n, 2n]);
  });

  it('of a stream that was deleted for ever fails, as its appends do', async () => {
    const store = throughProxy();
    await store.append('a', NO_STREAM, events(1));
    await driver().tombstoneStream(name('a'));
    await expect(read(store, 'a')).rejects.toThrow(`has deleted ${name('a')}`);
    await expect(store.append('a', revision(0n), events(1))).rejects.toThrow('has deleted');
  });
});
