import { micros, type Json, type Micros, type State } from '@app/orchestration';

export type RetryPolicy = Readonly<{
  maxRetries: number; // deprecated, as is the next: they fill `retries` and `retryDelay` where those are unset (4.3)
  retryDelaySeconds: number;
  retries: number | null;
  retryDelay: number | readonly number[] | null; // seconds; a list has one for each attempt
  retryJitterFactor: number | null;
}>;

/** What a run is made of: said at its creation, and by the create event alone. */
export type Creation = Readonly<{
  id: string;
  name: string;
  flowRunId: string | null;
  taskKey: string;
  dynamicKey: string;
  cacheKey: string | null;
  cacheExpiration: Micros | null;
  taskVersion: string | null;
  empiricalPolicy: RetryPolicy;
  tags: readonly string[];
  labels: Readonly<Record<string, Json>> | null;
  taskInputs: Readonly<Record<string, readonly TaskInput[]>>;
}>;

export type TaskInput = Readonly<Record<string, string>>;

/** The fields of a run that transitions change, and nothing else does (5.5). */
export type Books = Readonly<{
  runCount: number;
  flowRunRunCount: number;
  expectedStartTime: Micros | null;
  nextScheduledStartTime: Micros | null;
  startTime: Micros | null;
  endTime: Micros | null;
  totalRunTime: Micros;
}>;

/** A granted proposal that its caller may repeat: the key that it came with and where its event stands. */
export type Grant = Readonly<RequestKey & { revision: bigint }>;

export type RequestKey = Readonly<{
  key: string;
  kind: 'idempotency-key' | 'transition-id';
  fingerprint: string; // of the validated body
}>;

/** The fold of a run's stream. */
export type TaskRun = Readonly<
  Creation &
    Books & {
      exists: boolean; // false before the creation and after a deletion; then only the last three below mean anything
      created: Micros;
      updated: Micros;
      state: State | null;
      grants: readonly Grant[]; // the newest last
      born: bigint; // the revision of the creation
      transition: number; // transitions so far; goes on over a deletion, as does the next
      greatest: Micros; // the greatest timestamp of a state
    }
>;

export const NO_BOOKS: Books = {
  runCount: 0,
  flowRunRunCount: 0,
  expectedStartTime: null,
  nextScheduledStartTime: null,
  startTime: null,
  endTime: null,
  totalRunTime: micros(0n),
};

/** A run before its creation. */
export const ABSENT: TaskRun = {
  ...NO_BOOKS,
  exists: false,
  id: '',
  name: '',
  flowRunId: null,
  taskKey: '',
  dynamicKey: '',
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
  created: micros(0n),
  updated: micros(0n),
  state: null,
  grants: [],
  born: -1n,
  transition: 0,
  greatest: micros(0n),
};
