import {
  defaultName,
  micros,
  NO_DETAILS,
  type Data,
  type Json,
  type Micros,
  type ProposedState,
  type State,
  type StateDetails,
  type StateType,
} from '@app/orchestration';
import type { Proposal } from './commands.js';
import type { CachedState, Facts, FlowRunFact, LimitFact } from './facts.js';
import { ABSENT, type Creation, type TaskRun } from './task-run.js';

export const NOON = micros(1_800_014_400_000_000n); // 2027-01-15T12:00:00Z
export const RUN_ID = '0a000000-0000-7000-8000-00000000000a';
export const FLOW_RUN_ID = '0f000000-0000-7000-8000-00000000000f';
export const STATE_ID = '05000000-0000-7000-8000-000000000005'; // of the state that is decided

export const TICK = 1e-6; // seconds: what is written is so much later than it was judged

const SECOND = 1_000_000;

/** The moment so many seconds after noon, or before. */
export const noon = (seconds: number): Micros =>
  micros(NOON + BigInt(Math.round(seconds * SECOND)));

export const dataOf = (value: Json): Data => ({ value, source: null });

type Fields = Partial<StateDetails> &
  Readonly<{ name?: string; message?: string | null; data?: Data | null }>;

const stateOf = (
  type: StateType,
  { name = defaultName(type), message = null, data = null, ...details }: Fields,
): ProposedState => ({ type, name, message, data, details: { ...NO_DETAILS, ...details } });

/** A state that the run has been in for an hour. */
export const inState = (type: StateType, fields: Fields = {}): State => ({
  ...stateOf(type, fields),
  id: '0c000000-0000-7000-8000-00000000000c',
  timestamp: noon(-3600),
});

export const scheduled = ({ at, ...fields }: Fields & Readonly<{ at: Micros }>): State =>
  inState('SCHEDULED', { scheduledTime: at, ...fields });

export const propose = (
  type: StateType,
  { force = false, ...fields }: Fields & Readonly<{ force?: boolean }> = {},
): Proposal => ({ state: stateOf(type, fields), force });

export const deferred = (type: StateType, fields: Fields = {}): Proposal =>
  propose(type, { ...fields, deferred: true });

export const CREATION: Creation = {
  id: RUN_ID,
  name: 'run',
  flowRunId: null,
  taskKey: 'key',
  dynamicKey: '0',
  cacheKey: null,
  cacheExpiration: null,
  taskVersion: null,
  empiricalPolicy: ABSENT.empiricalPolicy,
  tags: [],
  labels: {},
  taskInputs: {},
};

/** A run that is in this state; null: in none. */
export const runIn = (state: State | null, fields: Partial<TaskRun> = {}): TaskRun => ({
  ...ABSENT,
  ...CREATION,
  exists: true,
  state,
  transition: state === null ? 0 : 1,
  greatest: state?.timestamp ?? micros(0n),
  ...fields,
});

/** The fields of a run that is granted so many retries. */
export const retries = (
  count: number | null,
  retryDelay: number | readonly number[] | null = null,
  retryJitterFactor: number | null = null,
): Pick<TaskRun, 'empiricalPolicy'> => ({
  empiricalPolicy: { ...ABSENT.empiricalPolicy, retries: count, retryDelay, retryJitterFactor },
});

export const NO_FACTS: Facts = {
  now: NOON,
  chance: 0.5,
  stateId: STATE_ID,
  flowRun: null,
  limits: [],
  cached: null,
};

type LiveFlowRun = Extract<FlowRunFact, { gone: false }>;

export const flowRun = (
  type: StateType | null,
  fields: Partial<Omit<LiveFlowRun, 'id' | 'gone' | 'type'>> = {},
): LiveFlowRun => ({
  id: FLOW_RUN_ID,
  gone: false,
  type,
  pauseTimeout: null,
  pauseReschedule: false,
  runCount: 1,
  ...fields,
});

export const GONE: FlowRunFact = { id: FLOW_RUN_ID, gone: true };

/** An active limit of one slot, which is free. */
export const limit = (tag: string, fields: Partial<LimitFact> = {}): LimitFact => ({
  id: `limit-${tag}`,
  tag,
  limit: 1,
  taken: 0,
  holds: false,
  averageOccupancy: 2,
  ...fields,
});

export const cached = (state: State): CachedState => ({
  state,
  donor: { runId: '0d000000-0000-7000-8000-00000000000d', revision: 4n },
});
