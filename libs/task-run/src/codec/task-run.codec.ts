import {
  formatMoment,
  micros,
  parseMoment,
  type StateType,
  type Verdict,
} from '@app/orchestration';
import type { About, StateSet, TaskRunCreated, TaskRunDeleted, TaskRunRenamed } from '../events.js';
import type { Books, Creation, RequestKey } from '../task-run.js';
import { codec } from './codec.js';
import { fromStoredMoment, toStoredMoment } from './moment.codec.js';
import { fromStoredState, toStoredState, type StoredState } from './state.codec.js';

type StoredCreation = Omit<Creation, 'flowRunId' | 'cacheKey' | 'cacheExpiration' | 'taskVersion'> &
  Readonly<{
    flowRunId: string | undefined;
    cacheKey: string | undefined;
    cacheExpiration: string | undefined;
    taskVersion: string | undefined;
  }>;

export const taskRunCreated = codec<TaskRunCreated, { run: StoredCreation; at: string }>(
  ({ run, at }) => ({
    run: {
      ...run,
      flowRunId: run.flowRunId ?? undefined,
      cacheKey: run.cacheKey ?? undefined,
      cacheExpiration: toStoredMoment(run.cacheExpiration),
      taskVersion: run.taskVersion ?? undefined,
    },
    at: formatMoment(at),
  }),
  ({ run, at }) => ({
    type: 'TaskRunCreated',
    run: {
      ...run,
      flowRunId: run.flowRunId ?? null,
      cacheKey: run.cacheKey ?? null,
      cacheExpiration: fromStoredMoment(run.cacheExpiration),
      taskVersion: run.taskVersion ?? null,
    },
    at: parseMoment(at),
  }),
);

type StoredStateSet = Readonly<{
  transition: number;
  from: StateType | undefined;
  verdict: Verdict;
  state: StoredState;
  run: StoredBooks;
  about: Omit<About, 'flowRunId'> & Readonly<{ flowRunId: string | undefined }>;
  request: RequestKey | undefined;
}>;

export const stateSet = codec<StateSet, StoredStateSet>(
  ({ transition, from, verdict, state, run, about, request }) => ({
    transition,
    from: from ?? undefined,
    verdict,
    state: toStoredState(state),
    run: toStoredBooks(run),
    about: { ...about, flowRunId: about.flowRunId ?? undefined },
    request: request ?? undefined,
  }),
  ({ transition, from, verdict, state, run, about, request }) => ({
    type: 'StateSet',
    transition,
    from: from ?? null,
    verdict,
    state: fromStoredState(state),
    run: fromStoredBooks(run),
    about: { ...about, flowRunId: about.flowRunId ?? null },
    request: request ?? null,
  }),
);

export const taskRunRenamed = codec<TaskRunRenamed, { name: string; at: string }>(
  ({ name, at }) => ({ name, at: formatMoment(at) }),
  ({ name, at }) => ({ type: 'TaskRunRenamed', name, at: parseMoment(at) }),
);

export const taskRunDeleted = codec<TaskRunDeleted, { at: string }>(
  ({ at }) => ({ at: formatMoment(at) }),
  ({ at }) => ({ type: 'TaskRunDeleted', at: parseMoment(at) }),
);

type StoredBooks = Readonly<{
  runCount: number;
  flowRunRunCount: number;
  expectedStartTime: string | undefined;
  nextScheduledStartTime: string | undefined;
  startTime: string | undefined;
  endTime: string | undefined;
  totalRunTime: string; // µs, decimal: a span between far moments is beyond a double
}>;

const toStoredBooks = (books: Books): StoredBooks => ({
  runCount: books.runCount,
  flowRunRunCount: books.flowRunRunCount,
  expectedStartTime: toStoredMoment(books.expectedStartTime),
  nextScheduledStartTime: toStoredMoment(books.nextScheduledStartTime),
  startTime: toStoredMoment(books.startTime),
  endTime: toStoredMoment(books.endTime),
  totalRunTime: books.totalRunTime.toString(),
});

const fromStoredBooks = (stored: StoredBooks): Books => ({
  runCount: stored.runCount,
  flowRunRunCount: stored.flowRunRunCount,
  expectedStartTime: fromStoredMoment(stored.expectedStartTime),
  nextScheduledStartTime: fromStoredMoment(stored.nextScheduledStartTime),
  startTime: fromStoredMoment(stored.startTime),
  endTime: fromStoredMoment(stored.endTime),
  totalRunTime: micros(BigInt(stored.totalRunTime)),
});
