import type { Micros, State, StateType, Verdict } from '@app/orchestration';
import type { Books, Creation, RequestKey } from './task-run.js';

/** What happened to a task run. Events carry outcomes: whoever reads them computes nothing. */
export type TaskRunEvent = TaskRunCreated | StateSet | TaskRunRenamed | TaskRunDeleted;

export type TaskRunCreated = Readonly<{ type: 'TaskRunCreated'; run: Creation; at: Micros }>;

export type StateSet = Readonly<{
  type: 'StateSet';
  transition: number; // 1, 2, 3 … within the run, so that a consumer sees a gap
  from: StateType | null;
  verdict: Verdict; // ACCEPT, or REJECT with a substitute
  state: State; // as stored
  run: Books; // after this transition
  about: About;
  request: RequestKey | null;
}>;

export type TaskRunRenamed = Readonly<{ type: 'TaskRunRenamed'; name: string; at: Micros }>;

export type TaskRunDeleted = Readonly<{ type: 'TaskRunDeleted'; at: Micros }>;

/** What a consumer wants to know of the run without asking back. */
export type About = Readonly<
  Pick<Creation, 'flowRunId' | 'taskKey' | 'dynamicKey' | 'name' | 'tags'>
>;

/** What became of proposals that were not granted; kept beside the run's stream, in one of their own. */
export type RefusalEvent = TransitionRefused | RefusalRepeated;

export type TransitionRefused = Readonly<{
  type: 'TransitionRefused';
  runRevision: bigint; // the run's revision that was judged
  from: StateType | null;
  proposed: Readonly<{ type: StateType; name: string }>;
  verdict: Verdict; // REJECT without a substitute, ABORT or WAIT
  rule: string;
  at: Micros;
  first: Micros; // of equal refusals in a row: the first
  count: number; // and how many so far
}>;

/** A refusal equal to the one before: same run revision, rule, reason and proposed type. */
export type RefusalRepeated = Readonly<{
  type: 'RefusalRepeated';
  runRevision: bigint;
  at: Micros;
  first: Micros;
  count: number;
}>;

/** Entered before the run completes: a result that runs with the same cache key may take over. */
export type StateCached = Readonly<{
  type: 'StateCached';
  expiration: Micros | null;
  state: State; // a copy, data as stored
  donor: Readonly<{ runId: string; revision: bigint }>; // where the state is expected to stand
}>;

/** Promises the natural key of a stream to a run, whose stream stands at the revision `at` (−1: there is none). */
export type KeyReserved = Readonly<{ type: 'KeyReserved'; runId: string; at: bigint }>;
