import { micros, STATE_TYPES } from '@app/orchestration';
import fc from 'fast-check';
import type { RecordedTaskRunEvent } from '../projections/project-task-runs.js';
import { SORTS, type Intervals, type Selection, type Slice } from '../task-run-queries.js';
import { created, deleted, id, noon, renamed, stateId, stateSet } from './task-runs.fixture.js';

// Few values, so that they meet.
const NAMES = ['a', 'A', 'ab', 'ä', 'Äb', 'a%', 'a_b', 'a\\', 'ς', 'Σ', 'ẞ', 'İ', '🧮b', 'Ａ', ''];
const PATTERNS = [
  '',
  'a',
  'B',
  'Ä',
  '%b',
  '_b',
  'a\\%',
  '\\_',
  '\\\\',
  'a\\',
  'σ',
  'ß',
  'i',
  '__',
  '%',
];
const name = fc.constantFrom(...NAMES);
const tag = fc.constantFrom('x', 'y', 'X', '');
const type = fc.constantFrom(...STATE_TYPES);
const stateName = fc.constantFrom('Late', 'Own', '');
const flowRunId = fc.constantFrom(id(101), id(102));
const moment = fc.nat({ max: 9 }).map(noon);
const span = fc.integer({ min: -2, max: 3 }).map((value) => micros(BigInt(value)));
const operator = fc.constantFrom('and_' as const, 'or_' as const);

const orNull = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.option(values, { nil: null, freq: 2 });
const list = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<readonly T[] | null> =>
  orNull(fc.array(values, { maxLength: 3 }));
const flag = orNull(fc.boolean());

const life = fc.record({
  creation: fc.record({
    name,
    tags: fc.array(tag, { maxLength: 3 }),
    flowRunId: orNull(flowRunId),
  }),
  states: fc.array(
    fc.record({
      type,
      name: stateName,
      timestamp: moment,
      expectedStartTime: moment,
      nextScheduledStartTime: orNull(moment),
      startTime: orNull(moment),
      endTime: orNull(moment),
      totalRunTime: span,
    }),
    { minLength: 1, maxLength: 3 },
  ),
  newName: orNull(name),
  end: fc.constantFrom('lives', 'lives', 'lives', 'deleted', 'created anew'),
});

/** What happens to a dozen runs, in batches of any size. */
export const batches: fc.Arbitrary<readonly (readonly RecordedTaskRunEvent[])[]> = fc
  .tuple(fc.array(life, { maxLength: 12 }), fc.integer({ min: 1, max: 20 }))
  .map(([lives, size]) => {
    const events = lives.flatMap((life, index) => eventsOf(life, index + 1));
    return Array.from({ length: Math.ceil(events.length / size) }, (_, batch) =>
      events.slice(batch * size, (batch + 1) * size),
    );
  });

type Life = typeof life extends fc.Arbitrary<infer T> ? T : never;

const eventsOf = ({ creation, states, newName, end }: Life, n: number): RecordedTaskRunEvent[] => [
  created(n, creation),
  ...states.map((state, index) => stateSet(n, { ...state, id: stateId(n * 10 + index) })),
  ...(newName === null ? [] : [renamed(n, newName)]),
  ...(end === 'lives' ? [] : [deleted(n)]),
  ...(end === 'created anew'
    ? [created(n), stateSet(n, { type: 'PENDING', id: stateId(n * 10 + 9) })]
    : []),
];

const time = fc.record({ before: orNull(moment), after: orNull(moment), isNull: flag });

export const selections: fc.Arbitrary<Selection> = fc.record({
  inFlow: fc.constantFrom(false, false, false, true),
  filter: fc.record({
    operator,
    id: list(fc.nat({ max: 14 }).map(id)),
    name: orNull(fc.record({ any: list(name), like: orNull(fc.constantFrom(...PATTERNS)) })),
    tags: orNull(fc.record({ operator, all: list(tag), isNull: flag })),
    state: orNull(fc.record({ operator, types: list(type), names: list(stateName) })),
    startTime: orNull(time),
    endTime: orNull(time),
    expectedStartTime: orNull(time.map((filter) => ({ ...filter, isNull: null }))),
    isSubflowParent: flag,
    flowRunId: orNull(fc.record({ operator, any: list(flowRunId), isNull: flag })),
  }),
});

export const slices: fc.Arbitrary<Slice> = fc.record({
  sort: fc.constantFrom(...SORTS),
  limit: fc.constantFrom(0, 1, 3, 200),
  offset: fc.constantFrom(0, 0, 2),
});

export const intervals: fc.Arbitrary<Intervals> = fc.record({
  start: moment,
  end: moment,
  interval: fc.integer({ min: 1, max: 4 }).map((value) => micros(BigInt(value))),
});
