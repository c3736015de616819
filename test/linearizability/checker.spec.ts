import fc from 'fast-check';
import { linearize, type Model, type Operation } from './checker.mjs';

type Input =
  | Readonly<{ call: 'write'; value: number }>
  | Readonly<{ call: 'swap'; from: number; to: number }>
  | Readonly<{ call: 'read' }>;
type Output = number | boolean; // what was read; else whether it was written
type Call = Operation<Input, Output>;

/** A number that is 0 at first; a swap is written only over the number that it names. */
const register: Model<number, Input, Output> = {
  initial: 0,
  step(value, input, output) {
    switch (input.call) {
      case 'write':
        return output === false ? [] : [input.value];
      case 'swap': {
        const swaps = value === input.from;
        return output === null || output === swaps ? [swaps ? input.to : value] : [];
      }
      case 'read':
        return output === null || output === value ? [value] : [];
    }
  },
  isPast: () => false, // any number may come again
};

const write = (begin: number, end: number | null, value: number): Call => ({
  begin,
  end,
  input: { call: 'write', value },
  output: end === null ? null : true,
});
const read = (begin: number, end: number, output: number): Call => ({
  begin,
  end,
  input: { call: 'read' },
  output,
});
const swap = (begin: number, end: number, from: number, to: number, output: boolean): Call => ({
  begin,
  end,
  input: { call: 'swap', from, to },
  output,
});

describe('the search for an order', () => {
  it('explains a history without an operation', () => {
    expect(linearize([], register).order).toEqual([]);
  });

  it('explains calls that follow each other', () => {
    const history = [write(1, 2, 5), read(3, 4, 5), swap(5, 6, 5, 7, true), read(7, 8, 7)];
    expect(linearize(history, register).order).toEqual([0, 1, 2, 3]);
  });

  it('explains calls that overlap, in whatever order fits', () => {
    const history = [read(1, 9, 1), write(2, 8, 2), write(3, 7, 1), read(10, 11, 2)];
    expect(linearize(history, register).order).toEqual([2, 0, 1, 3]);
  });

  it('lets an open call take effect, late or at once', () => {
    const history = [write(1, null, 5), read(2, 3, 0), read(4, 5, 5)];
    expect(linearize(history, register).order).toEqual([1, 0, 2]);
  });

  it('lets an open call never take effect', () => {
    const history = [write(1, null, 5), read(2, 3, 0), read(4, 5, 0)];
    expect(linearize(history, register).order).toEqual([1, 2]);
  });

  it('goes back to another open call where the first would be missing later', () => {
    const written = write(1, null, 1);
    const swapped: Call = { ...written, input: { call: 'swap', from: 0, to: 1 } };
    const history = [written, swapped, read(2, 3, 1), write(4, 5, 2), read(6, 7, 1)];
    expect(linearize(history, register).order).toEqual([1, 2, 3, 0, 4]);
  });

  it('does not let an open call take effect before it began, or twice', () => {
    expect(linearize([read(1, 2, 5), write(3, null, 5)], register).order).toBeNull();
    const twice = [write(1, null, 5), read(2, 3, 5), write(4, 5, 6), read(6, 7, 5)];
    expect(linearize(twice, register).order).toBeNull();
  });

  it('refuses a stale read, and tells how far it came and what did not fit', () => {
    const history = [write(1, 2, 5), read(3, 4, 5), read(5, 8, 0), read(6, 7, 5), write(9, 10, 1)];
    expect(linearize(history, register)).toMatchObject({
      order: null,
      longest: [0, 1, 3],
      reached: 5,
      blocked: [2],
    });
  });

  it('goes no further than a state that is past an answer, and names that answer', () => {
    const growing = {
      ...register,
      isPast: (value: number, output: Output) => typeof output === 'number' && output < value,
    };
    const history = [write(1, 2, 1), write(3, 4, 2), write(5, 6, 3), read(7, 8, 1)];
    expect(linearize(history, growing)).toMatchObject({
      longest: [0, 1],
      reached: 2,
      blocked: [3],
    });
  });

  it('refuses a lost update', () => {
    const history = [swap(1, 3, 0, 1, true), swap(2, 4, 0, 2, true)];
    expect(linearize(history, register)).toMatchObject({
      order: null,
      blocked: [1],
      gaveUp: false,
    });
  });

  it('finds what a search of all orders finds', () => {
    let explained = 0;
    const counts = (found: boolean) => {
      explained += Number(found);
      return found;
    };
    fc.assert(
      fc.property(histories, (history) => {
        const { order } = linearize(history, register);
        expect(order !== null).toBe(counts([...orders(history)].some(explainsIn(history))));
        if (order !== null) expect(explainsIn(history)(order)).toBe(true);
      }),
      { seed: 5, numRuns: RUNS },
    );
    expect(explained).toBeGreaterThan(RUNS / 10); // both are frequent
    expect(explained).toBeLessThan(RUNS - RUNS / 10);
  });

  it('ends soon where many calls overlap and no order fits', () => {
    const { order, tried, gaveUp } = linearize([...overlapping(10), read(101, 102, 99)], register);
    expect({ order, gaveUp }).toEqual({ order: null, gaveUp: false });
    expect(tried).toBeLessThan(10 * 2 ** 10);
  });

  it('gives up where it would not end, and says so', () => {
    const history = [...overlapping(16), read(101, 102, 99)];
    expect(linearize(history, register)).toMatchObject({ order: null, gaveUp: true });
  });
});

const overlapping = (count: number): Call[] =>
  Array.from({ length: count }, (_, value) => write(1, 100, value));

const RUNS = 1_000;

const value = fc.integer({ min: 0, max: 2 });
const moment = fc.integer({ min: 0, max: 12 });
const interval = fc
  .tuple(moment, fc.integer({ min: 0, max: 8 }), fc.integer({ min: 0, max: 3 }))
  .map(([begin, length, chance]) => ({ begin, end: chance === 0 ? null : begin + length }));

const histories = fc.array(
  fc
    .oneof(
      fc.record({
        at: interval,
        input: fc.record({ call: fc.constant('write' as const), value }),
        output: fc.constant(true),
      }),
      fc.record({
        at: interval,
        input: fc.record({ call: fc.constant('swap' as const), from: value, to: value }),
        output: fc.boolean(),
      }),
      fc.record({
        at: interval,
        input: fc.record({ call: fc.constant('read' as const) }),
        output: value,
      }),
    )
    .map(({ at, input, output }): Call => ({
      ...at,
      input,
      output: at.end === null ? null : output,
    })),
  { maxLength: 6 },
);

/** Every order of all answered operations and any of the open ones. */
function* orders(history: readonly Call[], taken: readonly number[] = []): Generator<number[]> {
  if (history.every(({ end }, index) => end === null || taken.includes(index))) yield [...taken];
  for (const index of history.keys()) {
    if (!taken.includes(index)) yield* orders(history, [...taken, index]);
  }
}

const explainsIn =
  (history: readonly Call[]) =>
  (order: readonly number[]): boolean => {
    const called = order.flatMap((index) => history[index] ?? []);
    const inTime = called.every(({ begin }, place) =>
      called.slice(place + 1).every(({ end }) => end === null || end >= begin),
    );
    const states = called.reduce<readonly number[]>(
      (reached, { input, output }) =>
        reached.flatMap((state) => register.step(state, input, output)),
      [register.initial],
    );
    return inTime && states.length > 0;
  };
