import { once } from 'node:events';
import fc from 'fast-check';
import {
  OutcomeUnknown,
  revision,
  START,
  StoreUnavailable,
  type EventStore,
} from '@app/event-store';
import { propose } from '../../ledger.fixture.js';
import { brokenLink } from '../hash-chain.js';
import { IDENTITY_STREAM, refusalsStream } from '../streams.js';
import {
  CopyHouse,
  changed,
  dyingAfter,
  fateful,
  logOf,
  streamOf,
  type Fate,
} from './copy.fixture.js';

/** A ledger of a few runs whose refusals are partly hidden. */
async function small(): Promise<CopyHouse> {
  const house = await CopyHouse.open();
  const id = await house.refusedRun('refused', 4);
  await house.source.log.truncateBefore(refusalsStream(id), revision(2n));
  await house.recreatedRun('recreated');
  await house.propose(id, propose('CANCELLED', { force: true }));
  return house;
}

async function demandCopied(house: CopyHouse): Promise<void> {
  const original = await logOf(house.source.log);
  const copied = await logOf(house.target);
  expect(copied).toHaveLength(original.length + 1);
  for (const stream of new Set(original.map(({ stream }) => stream))) {
    const ids = async (store: EventStore): Promise<readonly string[]> =>
      (await streamOf(store, stream)).map(({ id, revision }) => `${revision} ${id}`);
    const found = await ids(house.target);
    const expected = await ids(house.source.log);
    expect(stream === IDENTITY_STREAM ? found.slice(0, -1) : found).toEqual(expected);
    expect(await brokenLink(house.target.read(stream))).toBeNull();
  }
}

describe('a copy that was interrupted', () => {
  let house: CopyHouse;
  beforeEach(async () => {
    house = await small();
  });
  afterEach(() => house.close());

  it.each(Array.from({ length: 17 }, (_, appends) => appends))(
    'goes on where it stopped after %i appends, and again',
    async (appends) => {
      await expect(house.copy(dyingAfter(house.target, appends))).rejects.toThrow('away');
      await expect(house.copy(dyingAfter(house.target, 1))).rejects.toThrow('away');
      const landed = house.target.head;
      await house.copy();
      expect(landed).toBeLessThan(house.target.head);
      await demandCopied(house);
    },
  );

  it('goes on when it died before it hid what is hidden', async () => {
    const dying = changed(house.target, {
      truncateBefore: () => Promise.reject(new Error('died')),
    });
    await expect(house.copy(dying)).rejects.toThrow('died');
    expect(await house.copy()).toMatchObject({ appended: 0, placeholders: 2 });
    await demandCopied(house);
  });

  it('is finished when it died before it heard so', async () => {
    const { length } = await logOf(house.source.log);
    const dying = fateful(house.target, (nth) =>
      nth < length ? 'lands' : nth === length ? 'is not told' : 'is refused',
    );
    await expect(house.copy(dying)).rejects.toThrow('away');
    expect(await house.copy()).toMatchObject({ finishedBefore: true });
    await demandCopied(house);
  });

  it('keeps the places of events that were hidden meanwhile, copied or not', async () => {
    await expect(house.copy(dyingAfter(house.target, 10))).rejects.toThrow('away');
    for (const stream of new Set((await logOf(house.source.log)).map(({ stream }) => stream))) {
      if (stream.startsWith('taskRunRefusals'))
        await house.source.log.truncateBefore(stream, revision(4n));
    }
    await house.copy();
    await demandCopied(house);
  });

  it('ends when a store is away from which nothing comes any more', async () => {
    let reads = 0;
    const away = changed(house.target, {
      async *subscribe(_, signal) {
        await once(signal, 'abort');
      },
      read(...place) {
        reads += 1;
        if (reads > 1) throw new StoreUnavailable('the store is away');
        return house.target.read(...place);
      },
    });
    await expect(house.copy(away)).rejects.toThrow('away');
  });

  it('ends when it is told to, and goes on later', async () => {
    const stop = new AbortController();
    const stopping = changed(house.target, {
      append: (...place) => {
        stop.abort(new Error('stopped'));
        return house.target.append(...place);
      },
    });
    await expect(house.copy(stopping, house.source.log, stop.signal)).rejects.toThrow('stopped');
    expect(house.target.head).toBeGreaterThan(START);
    await house.copy();
    await demandCopied(house);
  });
});

describe('a copy whose appends are lost or not answered', () => {
  it('comes to its end all the same, called often enough', async () => {
    const fate = fc.constantFrom<Fate[]>('lands', 'is lost', 'is not told', 'is refused');
    await fc.assert(
      fc.asyncProperty(fc.array(fate, { minLength: 20, maxLength: 80 }), async (fates) => {
        const house = await small();
        const target = fateful(house.target, (nth) => fates[nth] ?? 'lands');
        try {
          let copied = false;
          while (!copied) copied = await hasCopied(house, target);
          await demandCopied(house);
        } finally {
          house.close();
        }
      }),
      { numRuns: 10, seed: 7 },
    );
  });
});

const hasCopied = (house: CopyHouse, target: EventStore): Promise<boolean> =>
  house.copy(target).then(
    () => true,
    (error: unknown) => {
      if (error instanceof OutcomeUnknown || error instanceof StoreUnavailable) return false;
      throw error;
    },
  );
