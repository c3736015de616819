import type { Micros } from './micros.js';
import type { ProposedState, State, StateType } from './state.js';

/** A run's way from its current state to a proposed one, with all that a rule may look at. */
export type Transition<Run, Facts> = Readonly<{
  current: State | null;
  proposed: ProposedState;
  run: Run; // as the rules so far have changed it
  facts: Facts;
}>;

/** One sentence of a policy. It governs the pairs in `from` × `to`; null in `from` is a run without a state. */
export type Rule<Run, Facts, Effect> = Readonly<{
  name: string;
  from: readonly (StateType | null)[];
  to: readonly StateType[];
  /** What the rule looks at, for the trace: short, and the same whatever it says. */
  reads(transition: Transition<Run, Facts>): Readings;
  judge(transition: Transition<Run, Facts>): Ruling<Run, Effect>;
}>;

export type Readings = Readonly<Record<string, Micros | string | number | boolean | null>>;

/** What a rule says of a transition. */
export type Ruling<Run, Effect> =
  | (Readonly<{ says: 'pass' }> & Changes<Run, Effect>) // leaves an earlier replacement standing (M2)
  | (Readonly<{ says: 'amend'; proposed: ProposedState }> & Changes<Run, Effect>) // same type, other name or details
  | (Readonly<{ says: 'replace'; substitute: ProposedState; reason: string }> &
      Changes<Run, Effect>) // REJECT, and the substitute is written
  | Readonly<{ says: 'refuse'; reason: string }> // REJECT, and nothing is written
  | Readonly<{ says: 'wait'; seconds: number; reason: string }>
  | Readonly<{ says: 'abort'; reason: string }>
  | Readonly<{ says: 'miss'; flowRunId: string }>; // something that the transition rests on is gone (404)

/** What a rule wants beside its say. It counts only if the final pair is the one that the rule judged (M4). */
type Changes<Run, Effect> = Readonly<{ run?: Partial<Run>; effects?: readonly Effect[] }>;

export const pass = { says: 'pass' } as const;

export const amend = (
  proposed: ProposedState,
): Readonly<{ says: 'amend'; proposed: ProposedState }> => ({ says: 'amend', proposed });

export const refuse = (reason: string): Readonly<{ says: 'refuse'; reason: string }> => ({
  says: 'refuse',
  reason,
});

export const wait = (
  seconds: number,
  reason: string,
): Readonly<{ says: 'wait'; seconds: number; reason: string }> => ({
  says: 'wait',
  seconds,
  reason,
});

export const abort = (reason: string): Readonly<{ says: 'abort'; reason: string }> => ({
  says: 'abort',
  reason,
});
