import type { Micros, ProposedState, State, StateType } from '@app/orchestration';

/** What a decision rests on beside the command and the run. Gathered before, recorded with it, so that it can be decided again. */
export type Facts = Readonly<{
  now: Micros;
  chance: number; // in [0, 1)
  stateId: string; // of the state to be written
  flowRun: FlowRunFact | null; // null: the run has no flow run
  limits: readonly LimitFact[]; // the active limits of the run's tags, in the order of their ids
  cached: CachedState | null; // the newest valid entry of the proposed cache key
}>;

export type FlowRunFact =
  | Readonly<{ id: string; gone: true }>
  | Readonly<{
      id: string;
      gone: false;
      type: StateType | null;
      pauseTimeout: Micros | null;
      pauseReschedule: boolean;
      runCount: number;
    }>;

export type LimitFact = Readonly<{
  id: string;
  tag: string;
  limit: number;
  taken: number; // slots that are held, by whomever
  holds: boolean; // whether this run holds one
  averageOccupancy: number; // seconds
}>;

export type CachedState = Readonly<{
  state: State;
  donor: Readonly<{ runId: string; revision: bigint }>;
}>;

/** What a decision wants done in other streams. */
export type Effect = SlotRequest | CacheEntry;

export type SlotRequest = Readonly<{ effect: 'take-slot'; limitId: string }>;

export type CacheEntry = Readonly<{
  effect: 'insert-into-cache';
  key: string;
  expiration: Micros | null;
}>;

/** The cache key whose entry a start may take over; null if it asks for none, or for a fresh result (5.4, rule 2). */
export const cacheKeyToLookUp = ({ type, details }: ProposedState): string | null =>
  type === 'RUNNING' && details.cacheKey !== '' && details.refreshCache !== true
    ? details.cacheKey
    : null;
