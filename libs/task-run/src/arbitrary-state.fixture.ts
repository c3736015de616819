import {
  FIRST_MOMENT,
  LAST_MOMENT,
  micros,
  NO_DETAILS,
  STATE_TYPES,
  type Data,
  type Json,
  type Micros,
  type ProposedState,
  type State,
  type StateDetails,
  type StateType,
} from '@app/orchestration';
import fc from 'fast-check';

// Records of ours are plain objects, with all of their members or some.
export const ALL = { noNullPrototype: true } as const;
export const SOME: { requiredKeys: []; noNullPrototype: true } = {
  requiredKeys: [],
  noNullPrototype: true,
};

export const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.option(value, { nil: null });

export const text: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('', 'Pending', 'AwaitingRetry', '"\\\n\u2028', '𝄞', '__proto__'),
  fc.string({ unit: 'binary', maxLength: 8 }),
);

/** A number that JSON can tell; it has no −0. */
export const number: fc.Arbitrary<number> = fc
  .oneof(fc.integer({ min: -2, max: 5 }), fc.double({ noNaN: true, noDefaultInfinity: true }))
  .map((value) => (value === 0 ? 0 : value));

export const count: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: -3, max: 5 }),
  fc.maxSafeInteger(),
);

export const dictionary = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
  fc.dictionary(text, value, { maxKeys: 2, noNullPrototype: true });

/** What a clock may show, in 1970 to 2255. */
export const clock: fc.Arbitrary<Micros> = fc.bigInt({ min: 0n, max: 2n ** 53n }).map(micros);

/** What a caller may write. */
export const moment: fc.Arbitrary<Micros> = fc.oneof(
  clock,
  fc.bigInt({ min: FIRST_MOMENT, max: LAST_MOMENT }).map(micros),
);

export const json: fc.Arbitrary<Json> = fc
  .oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.record(
      { type: fc.constantFrom('unpersisted', 'reference'), artifact_key: text, n: number },
      SOME,
    ),
  )
  .map((value) => JSON.parse(JSON.stringify(value)) as Json); // without −0

const source = fc.constantFrom(
  '1.0',
  '-0',
  '1e400',
  '[ 12345678901234567890 ]',
  '{"__proto__":1.0,"n":{"n":[]}}',
  '{ "artifact_key" : 1.0, "n" : [1.0, "}"], "n":1e2, "artifact_type":null}',
);

const data: fc.Arbitrary<Data | null> = fc.oneof(
  json.map((value) => (value === null ? null : { value, source: null })),
  source.map((written) => ({ value: JSON.parse(written) as Json, source: written })),
);

const details: fc.Arbitrary<StateDetails> = fc
  .record(
    {
      flowRunId: maybe(text),
      taskRunId: maybe(text),
      scheduledTime: maybe(moment),
      cacheKey: fc.oneof(maybe(text), fc.constant('k'.repeat(2001))),
      cacheExpiration: maybe(moment),
      deferred: fc.constantFrom(null, false, true),
      untrackableResult: fc.boolean(),
      pauseTimeout: maybe(moment),
      pauseReschedule: fc.boolean(),
      runInputKeyset: maybe(dictionary(text)),
      refreshCache: maybe(fc.boolean()),
      retriable: maybe(fc.boolean()),
      transitionId: maybe(text),
      taskParametersId: maybe(text),
    },
    SOME,
  )
  .map((given) => ({ ...NO_DETAILS, ...given }));

/** Every type, and oftener those that most rules are about. */
export const type: fc.Arbitrary<StateType> = fc.oneof(
  fc.constantFrom(...STATE_TYPES),
  fc.constantFrom('RUNNING' as const, 'RUNNING' as const, 'FAILED' as const, 'PENDING' as const),
);

export const proposedState: fc.Arbitrary<ProposedState> = fc.record(
  { type, name: text, message: maybe(text), data, details },
  ALL,
);

export const state: fc.Arbitrary<State> = fc
  .tuple(proposedState, type, clock)
  .map(([proposed, of, timestamp]) => ({ ...proposed, type: of, id: 'current', timestamp }));
