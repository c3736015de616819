import {
  NO_STREAM,
  OutcomeUnknown,
  position,
  revision,
  StoreUnavailable,
  WrongRevision,
  type EventStore,
  type NewEvent,
} from '@app/event-store';
import type { KeyReserved } from '@app/task-run';
import { LedgerHouse } from '../ledger.fixture.js';
import type { Aggregate } from './aggregate.js';
import { FoldCache } from './fold-cache.js';
import { Folds } from './folds.js';

const COUNT: Aggregate<number, KeyReserved> = { empty: 0, evolve: (count) => count + 1 };
const EVENT = {
  event: { type: 'KeyReserved', runId: 'r', at: -1n } as const,
  metadata: '{"schema":1}',
};
const AFTER_ONE = { state: 1, revision: revision(0n), position: position(1n), hash: '' };
const STREAM = 'taskRunKey-x';
const COMMAND = '0190e0c0-0000-7000-8000-000000000000';
const OTHER_COMMAND = '0190e0c0-0000-7000-8000-000000000001';

describe('folds', () => {
  let house: LedgerHouse;
  beforeEach(async () => {
    house = await LedgerHouse.open();
  });
  afterEach(() => house.close());

  const foldsOn = (store: EventStore, { characters = 1_000_000, shared = false } = {}) =>
    new Folds(store, new FoldCache(characters), shared);
  const storeWith = (changes: Partial<EventStore>): EventStore => ({
    append: (...place) => house.log.append(...place),
    read: (...place) => house.log.read(...place),
    subscribe: (...place) => house.log.subscribe(...place),
    truncateBefore: (...place) => house.log.truncateBefore(...place),
    ...changes,
  });
  const extendBy = async (folds: Folds, command: string, events: number) => {
    const folded = await folds.load(STREAM, COUNT);
    return folds.extend(
      STREAM,
      COUNT,
      folded,
      command,
      Array.from({ length: events }, () => EVENT),
    );
  };

  it('stand where the stream stands, read or extended', async () => {
    const extended = await extendBy(foldsOn(house.log), COMMAND, 3);
    expect(extended).toMatchObject({ state: 3, revision: 2n });
    const read = await foldsOn(house.log).load(STREAM, COUNT);
    const { position, hash } = extended;
    expect(read).toEqual({ state: 3, revision: 2n, position, hash });
  });

  it('are read once and kept, until they weigh too much', async () => {
    await extendBy(foldsOn(house.log), COMMAND, 1);
    let reads = 0;
    const store = storeWith({
      read: (...place) => {
        reads += 1;
        return house.log.read(...place);
      },
    });
    const keeping = foldsOn(store);
    await keeping.load(STREAM, COUNT);
    await keeping.load(STREAM, COUNT);
    expect(reads).toBe(1);
    const forgetting = foldsOn(store, { characters: 1_000 });
    await forgetting.load(STREAM, COUNT);
    await forgetting.load(STREAM, COUNT);
    expect(reads).toBe(3);
  });

  it('are not kept if their stream was written while it was read', async () => {
    await extendBy(foldsOn(house.log), COMMAND, 1);
    const folds = foldsOn(
      storeWith({
        async *read(...place) {
          yield* house.log.read(...place);
          if (house.log.head === 2n) await extend(); // only once: the reader has seen one event, and a second comes
        },
      }),
    );
    const extend = () => folds.extend(STREAM, COUNT, AFTER_ONE, COMMAND, [EVENT]);
    const stale = await folds.load(STREAM, COUNT);
    expect(stale.state).toBe(1);
    expect((await folds.load(STREAM, COUNT)).state).toBe(2);
  });

  it('send the very same bytes once more when it is unknown whether they were written', async () => {
    const sent: (readonly NewEvent[])[] = [];
    const folds = foldsOn(
      storeWith({
        async append(stream, expected, events) {
          sent.push(events);
          const appended = await house.log.append(stream, expected, events);
          if (sent.length === 1) throw new OutcomeUnknown('the answer was lost');
          return appended;
        },
      }),
    );
    const extended = await extendBy(folds, COMMAND, 2);
    expect(sent[1]).toEqual(sent[0]);
    expect(extended.revision).toBe(1n);
    expect(await house.events(STREAM)).toHaveLength(2);
  });

  it('are behind what other processes write, which `current` reads and an append or a proof finds out', async () => {
    const ours = foldsOn(house.log, { shared: true });
    const known = await extendBy(ours, COMMAND, 1);
    const theirs = await extendBy(foldsOn(house.log), OTHER_COMMAND, 2);
    expect(await ours.load(STREAM, COUNT)).toMatchObject({ revision: 0n });
    await expect(ours.prove(STREAM, COUNT, known)).rejects.toEqual(
      new WrongRevision(STREAM, known.revision, theirs.revision),
    );
    expect(await ours.load(STREAM, COUNT)).toMatchObject({ state: 3, revision: 2n });
    const more = await extendBy(foldsOn(house.log), COMMAND, 1);
    const { position, hash } = more;
    expect(await ours.current(STREAM, COUNT)).toEqual({ state: 4, revision: 3n, position, hash });
    await expect(ours.prove(STREAM, COUNT, more)).resolves.toBeUndefined();
  });

  it('read only what stands after them', async () => {
    const places: unknown[] = [];
    const folds = foldsOn(
      storeWith({
        read: (...place) => {
          places.push(place);
          return house.log.read(...place);
        },
      }),
      { shared: true },
    );
    const folded = await extendBy(folds, COMMAND, 2);
    places.length = 0;
    await folds.current(STREAM, COUNT);
    await folds.prove(STREAM, COUNT, folded);
    expect(places).toEqual([
      [STREAM, 1n],
      [STREAM, 1n],
    ]);
  });

  it('are proved without a read where nobody else writes', async () => {
    const folds = foldsOn(house.log);
    const folded = await extendBy(folds, COMMAND, 1);
    house.log.close(); // a read would fail
    await expect(folds.prove(STREAM, COUNT, folded)).resolves.toBeUndefined();
    expect(await folds.current(STREAM, COUNT)).toMatchObject({ state: 1 });
  });

  it('know no more of an append whose repetition could not be sent', async () => {
    let sendings = 0;
    const folds = foldsOn(
      storeWith({
        async append(...place) {
          sendings += 1;
          if (sendings > 1) throw new StoreUnavailable('nothing was written this time');
          await house.log.append(...place);
          throw new OutcomeUnknown('the answer was lost');
        },
      }),
    );
    await expect(extendBy(folds, COMMAND, 1)).rejects.toThrow(OutcomeUnknown);
    expect(await folds.load(STREAM, COUNT)).toMatchObject({ state: 1 });
  });

  it('begin before the first event of a stream that is not there', async () => {
    expect(await foldsOn(house.log).load('taskRunKey-none', COUNT)).toMatchObject({
      state: 0,
      revision: NO_STREAM,
    });
  });
});
