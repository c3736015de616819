import { setImmediate as nextTurn } from 'node:timers/promises';
import { position } from '@app/event-store';
import type { PublicRecord } from '@app/transitions';
import { Basket } from './basket.js';

const record = (value = '{}'): PublicRecord => ({
  topic: 'transitions',
  key: 'run',
  headers: {},
  value,
});

describe('a basket', () => {
  let basket: Basket;
  beforeEach(() => {
    basket = new Basket(position(4n));
  });
  afterEach(() => basket.empty());

  /** What is taken, and whether it could be without any time passing. */
  const take = async () => {
    const taking = basket.take();
    const first = await Promise.race([taking, nextTurn(null)]);
    const { records, position: at } = (await taking) ?? { records: [], position: null };
    return { records: records.length, position: at, atOnce: first !== null };
  };

  it('gives all it has once there is no more for now', async () => {
    await basket.add([record(), record()], position(5n));
    await basket.add([], position(6n));
    basket.caughtUp(position(7n));
    expect(await take()).toEqual({ records: 2, position: 7n, atOnce: true });
  });

  it('gives what has waited while the log goes on', async () => {
    await basket.add([record()], position(5n));
    expect(await take()).toEqual({ records: 1, position: 5n, atOnce: false });
  });

  it('gives a position alone after a second, and after each further one', async () => {
    basket.caughtUp(position(5n));
    for (let nth = 0; nth < 2; nth += 1) {
      const begun = performance.now();
      expect(await take()).toEqual({ records: 0, position: 5n, atOnce: false });
      expect(performance.now() - begun).toBeGreaterThan(900);
    }
  });

  it.each([
    ['a thousand records', 1_000, record()],
    ['four million characters', 6, record('x'.repeat(750_000))],
  ])('lets nobody add to %s until they are taken', async (_, records, one) => {
    let added = 0;
    const filling = (async () => {
      for (; added < 2_000; added += 2) await basket.add([one, one], position(BigInt(added)));
    })();
    const taken = { records, position: BigInt(records - 2), atOnce: true };
    expect(await take()).toEqual(taken);
    while (added < 2_000) await basket.take();
    await filling;
  });

  it('gives what it has before it tells why nothing more comes', async () => {
    await basket.add([record()], position(5n));
    basket.end(new Error('the log is away'));
    expect((await basket.take())?.records).toHaveLength(1);
    await expect(basket.take()).rejects.toThrow('the log is away');
  });

  it('has nothing more to give when it ended without an error', async () => {
    basket.end(null);
    expect(await basket.take()).toBeNull();
  });
});
