import { latest, micros } from '@app/orchestration';
import fc from 'fast-check';
import {
  ALL,
  clock,
  count,
  dictionary,
  json,
  maybe,
  moment,
  number,
  SOME,
  state,
  text,
} from './arbitrary-state.fixture.js';
import { CREATION, FLOW_RUN_ID } from './situation.fixture.js';
import { ABSENT, type Books, type Creation, type TaskRun } from './task-run.js';

export const creation: fc.Arbitrary<Creation> = fc
  .record(
    {
      name: text,
      flowRunId: fc.constant(FLOW_RUN_ID),
      cacheExpiration: maybe(moment),
      empiricalPolicy: fc.record(
        {
          maxRetries: count,
          retryDelaySeconds: number,
          retries: maybe(count),
          retryDelay: fc.oneof(maybe(number), fc.array(number, { maxLength: 3 })),
          retryJitterFactor: maybe(number),
        },
        ALL,
      ),
      tags: fc.array(text, { maxLength: 2 }),
      labels: maybe(dictionary(json)),
      taskInputs: dictionary(fc.array(dictionary(text), { maxLength: 1 })),
    },
    SOME,
  )
  .map((given) => ({ ...CREATION, ...given }));

const books: fc.Arbitrary<Partial<Books>> = fc.record(
  {
    runCount: count,
    flowRunRunCount: count,
    expectedStartTime: maybe(moment),
    nextScheduledStartTime: maybe(moment),
    startTime: maybe(moment),
    endTime: maybe(moment),
    totalRunTime: moment,
  },
  SOME,
);

const livingRun: fc.Arbitrary<TaskRun> = fc
  .tuple(creation, books, maybe(state), clock, fc.nat())
  .map(([created, kept, current, greatest, transition]) => ({
    ...ABSENT,
    ...created,
    ...kept,
    exists: true,
    state: current,
    transition,
    greatest: latest(current?.timestamp ?? micros(0n), greatest),
  }));

const absentRun: fc.Arbitrary<TaskRun> = fc
  .tuple(fc.nat(), clock)
  .map(([transition, greatest]) => ({ ...ABSENT, transition, greatest }));

/** Also one that does not exist, and one without a state. */
export const run: fc.Arbitrary<TaskRun> = fc.oneof(
  { weight: 5, arbitrary: livingRun },
  { weight: 1, arbitrary: absentRun },
);
