import type { Data } from './data.js';
import type { Micros } from './micros.js';

export const STATE_TYPES = [
  'SCHEDULED',
  'PENDING',
  'RUNNING',
  'COMPLETED',
  'FAILED',
  'CANCELLED',
  'CRASHED',
  'PAUSED',
  'CANCELLING',
] as const;

export type StateType = (typeof STATE_TYPES)[number];

export const TERMINAL_TYPES = [
  'COMPLETED',
  'CANCELLED',
  'FAILED',
  'CRASHED',
] as const satisfies readonly StateType[];

export type StateDetails = Readonly<{
  flowRunId: string | null;
  taskRunId: string | null;
  childFlowRunId: string | null;
  scheduledTime: Micros | null;
  cacheKey: string | null;
  cacheExpiration: Micros | null;
  deferred: boolean | null;
  untrackableResult: boolean;
  pauseTimeout: Micros | null;
  pauseReschedule: boolean;
  pauseKey: string | null;
  runInputKeyset: Readonly<Record<string, string>> | null;
  refreshCache: boolean | null;
  retriable: boolean | null;
  transitionId: string | null;
  taskParametersId: string | null;
  traceparent: string | null;
  deploymentConcurrencyLeaseId: string | null;
}>;

/** A state that somebody or a rule asks for; it has no id and no moment yet. */
export type ProposedState = Readonly<{
  type: StateType;
  name: string;
  message: string | null;
  data: Data | null;
  details: StateDetails;
}>;

/** A state that a run is or was in. Ids are UUIDv7. */
export type State = ProposedState & Readonly<{ id: string; timestamp: Micros }>;

export const NO_DETAILS: StateDetails = {
  flowRunId: null,
  taskRunId: null,
  childFlowRunId: null,
  scheduledTime: null,
  cacheKey: null,
  cacheExpiration: null,
  deferred: false,
  untrackableResult: false,
  pauseTimeout: null,
  pauseReschedule: false,
  pauseKey: null,
  runInputKeyset: null,
  refreshCache: null,
  retriable: null,
  transitionId: null,
  taskParametersId: null,
  traceparent: null,
  deploymentConcurrencyLeaseId: null,
};

export const isTerminal = (type: StateType): boolean =>
  (TERMINAL_TYPES as readonly StateType[]).includes(type);

/** The name of a state that was given none: its type with each word capitalised (4.5). */
export const defaultName = (type: StateType): string =>
  type.charAt(0) + type.slice(1).toLowerCase();
