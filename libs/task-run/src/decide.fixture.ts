import { defaultName, type Micros, type State, type StateType } from '@app/orchestration';
import type { Command, Proposal } from './commands.js';
import { decide } from './decide.js';
import type { Decision } from './decision.js';
import type { Effect, Facts } from './facts.js';
import { NO_FACTS, runIn } from './situation.fixture.js';
import type { Books, TaskRun } from './task-run.js';

/** A run and what is known beside it; without another word it is noon, and there is neither flow run nor limit nor cache entry. */
type Given = Readonly<{
  at(now: Micros): Given;
  with(facts: Partial<Facts>): Given;
  when(proposal: Proposal): Decided;
}>;

type Decided = Readonly<{
  decision: Decision;
  then(...expected: readonly Expected[]): void;
}>;

/** A part of the decision. */
type Expected = Readonly<Record<string, unknown>>;

/** A run in this state, or in none. */
export const given = (state: State | null, run: Partial<TaskRun> = {}): Given =>
  situation(runIn(state, run), NO_FACTS);

const situation = (run: TaskRun, facts: Facts): Given => ({
  at: (now) => situation(run, { ...facts, now }),
  with: (more) => situation(run, { ...facts, ...more }),
  when: (proposal) => decided({ command: 'SetTaskRunState', proposal, request: null }, run, facts),
});

export function decided(command: Command, run: TaskRun, facts: Facts): Decided {
  const decision = decide(command, run, facts);
  return {
    decision,
    then: (...expected) => expected.forEach((part) => expect(decision).toMatchObject(part)),
  };
}

type Written = Partial<Record<keyof State, unknown>>;

export const accepted = (type: StateType, state: Written = {}): Expected => ({
  outcome: 'granted',
  verdict: { status: 'ACCEPT' },
  rule: null,
  event: { state: { type, name: defaultName(type), ...state } },
});

/** Rejected, and this state is written in its stead. */
export const replaced = (reason: string, type: StateType, state: Written = {}): Expected => ({
  outcome: 'granted',
  verdict: { status: 'REJECT', reason },
  event: { state: { type, ...state } },
});

export const rejected = (reason: string): Expected => refused({ status: 'REJECT', reason });

export const aborted = (reason: string): Expected => refused({ status: 'ABORT', reason });

export const wait = (delaySeconds: number, reason: string): Expected =>
  refused({ status: 'WAIT', delaySeconds, reason });

const refused = (verdict: Expected): Expected => ({
  outcome: 'refused',
  verdict,
  refusal: { verdict },
});

export const missing = (flowRunId: string): Expected => ({ outcome: 'missing', flowRunId });

/** Granted, and the run's books then say so. */
export const booked = (books: Partial<Books>): Expected => ({ event: { run: books } });

/** Granted, and this is to be done in other streams before. */
export const asking = (...effects: readonly Effect[]): Expected => ({ before: effects });

/** Granted, and these limits get their slots back. */
export const releasing = (...limitIds: readonly string[]): Expected => ({
  after: limitIds.map((limitId) => ({ effect: 'release-slot', limitId })),
});
