import { micros, NO_DETAILS, type Micros, type State, type StateType } from '@app/orchestration';
import type { Books, Creation } from '@app/task-run';
import type { RecordedTaskRunEvent } from '../projections/project-task-runs.js';
import type { Selection, TaskRunFilter } from '../task-run-queries.js';

/** The n-th id of a run: the order of ids is that of the numbers. */
export const id = (n: number): string => uuid(n, '0000-4000-8000');

export const stateId = (n: number): string => uuid(n, '5555-7000-8000');

const uuid = (n: number, rest: string): string =>
  `${n.toString(16).padStart(8, '0')}-${rest}-0123456789ab`;

/** The moment so many microseconds after noon. */
export const noon = (after: number | bigint = 0): Micros =>
  micros(1_767_268_800_000_000n + BigInt(after));

type Recorded = RecordedTaskRunEvent;

/** The n-th run is created. */
export const created = (n: number, run: Partial<Creation> = {}): Recorded => ({
  taskRunId: id(n),
  revision: 0n,
  event: {
    type: 'TaskRunCreated',
    at: noon(),
    run: { ...CREATION, id: id(n), name: `run-${n}`, dynamicKey: String(n), ...run },
  },
});

const CREATION: Omit<Creation, 'id' | 'name' | 'dynamicKey'> = {
  flowRunId: null,
  taskKey: 'task',
  cacheKey: null,
  cacheExpiration: null,
  taskVersion: null,
  empiricalPolicy: {
    maxRetries: 0,
    retryDelaySeconds: 0,
    retries: null,
    retryDelay: null,
    retryJitterFactor: null,
  },
  tags: [],
  labels: {},
  taskInputs: {},
};

export type Set = Partial<Books> &
  Partial<State> &
  Readonly<{ type: StateType; revision?: bigint }>;

/** The n-th run enters a state, which brings its books to where the set says. */
export const stateSet = (n: number, { revision = 1n, ...set }: Set): Recorded => {
  const timestamp = set.timestamp ?? noon();
  return {
    taskRunId: id(n),
    revision,
    event: {
      type: 'StateSet',
      transition: Number(revision),
      from: null,
      verdict: { status: 'ACCEPT' },
      state: {
        id: set.id ?? stateId(n),
        type: set.type,
        name: set.name ?? set.type,
        timestamp,
        message: null,
        data: null,
        details: NO_DETAILS,
      },
      run: {
        runCount: set.runCount ?? 0,
        flowRunRunCount: set.flowRunRunCount ?? 0,
        expectedStartTime: set.expectedStartTime ?? timestamp,
        nextScheduledStartTime: set.nextScheduledStartTime ?? null,
        startTime: set.startTime ?? null,
        endTime: set.endTime ?? null,
        totalRunTime: set.totalRunTime ?? micros(0n),
      },
      about: { flowRunId: null, taskKey: 'task', dynamicKey: String(n), name: '', tags: [] },
      request: null,
    },
  };
};

export const renamed = (n: number, name: string): Recorded => ({
  taskRunId: id(n),
  revision: 2n,
  event: { type: 'TaskRunRenamed', name, at: noon(1) },
});

export const deleted = (n: number): Recorded => ({
  taskRunId: id(n),
  revision: 3n,
  event: { type: 'TaskRunDeleted', at: noon(2) },
});

/** A run that is created and enters its first state. */
export const born = (n: number, run: Partial<Creation>, set: Set): readonly Recorded[] => [
  created(n, run),
  stateSet(n, set),
];

export const EVERY_RUN: Selection = { filter: null, inFlow: false };

export const selection = (filter: Partial<TaskRunFilter>): Selection => ({
  filter: { ...NO_FILTER, ...filter },
  inFlow: false,
});

const NO_FILTER: TaskRunFilter = {
  operator: 'and_',
  id: null,
  name: null,
  tags: null,
  state: null,
  startTime: null,
  endTime: null,
  expectedStartTime: null,
  isSubflowParent: null,
  flowRunId: null,
};
