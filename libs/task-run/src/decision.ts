import type { Judged, State, Verdict } from '@app/orchestration';
import type { StateSet, TaskRunCreated, TransitionRefused } from './events.js';
import type { Effect } from './facts.js';

/** What becomes of a command. `rule` is the one that the verdict comes from, null if none objected. */
export type Decision = Granted | Refused | Missing;

/** A state is written: the proposed one (ACCEPT) or a substitute (REJECT). */
export type Granted = Readonly<
  Reasons & {
    outcome: 'granted';
    verdict: Verdict;
    created: TaskRunCreated | null; // before the state, if the command creates the run
    event: StateSet;
    answer: State; // as stored, but for data that is shown once (5.5)
    before: readonly Effect[]; // to be done before anything is appended
    after: readonly SlotRelease[];
  }
>;

/** Nothing is written (REJECT, ABORT, WAIT); the run stays as it is. */
export type Refused = Readonly<
  Reasons & { outcome: 'refused'; verdict: Verdict; refusal: Refusal }
>;

/** The flow run that the transition rests on is gone; there is no verdict (5.4, rule 11). */
export type Missing = Readonly<Reasons & { outcome: 'missing'; flowRunId: string }>;

/** A refusal as such, before it is known how often it came in a row. */
export type Refusal = Omit<TransitionRefused, 'runRevision' | 'first' | 'count'>;

export type SlotRelease = Readonly<{ effect: 'release-slot'; limitId: string }>;

type Reasons = Readonly<{ policy: string; rule: string | null; trace: readonly Judged[] }>;
