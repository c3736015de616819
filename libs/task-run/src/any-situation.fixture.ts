import fc from 'fast-check';
import { situation, type Situation } from './arbitrary.fixture.js';
import type { LedgerEvent } from './codec/event.codec.js';
import type { Command, Proposal } from './commands.js';
import { decide } from './decide.js';
import type { Decision } from './decision.js';

export const SEED = 20_270_115;

/**
 * Checks what holds of thousands of decisions. It is asserted by node:assert: expect() costs more than the decisions.
 *
 * @param series a seed of its own for each claim, so that each sees other situations
 */
export const inAnySituation = (
  series: number,
  holds: (situation: Situation, decision: Decision) => void,
): void =>
  fc.assert(
    fc.property(situation, (known) => holds(known, decide(known.command, known.run, known.facts))),
    { seed: SEED + series, numRuns: 3_400 },
  );

export const proposalOf = (command: Command): Proposal =>
  command.command === 'CreateTaskRun' ? { state: command.state, force: true } : command.proposal;

/** What is appended to the streams of the run. */
export function eventsOf(decision: Decision): readonly LedgerEvent[] {
  switch (decision.outcome) {
    case 'granted':
      return decision.created === null ? [decision.event] : [decision.created, decision.event];
    case 'refused': {
      const { at } = decision.refusal;
      return [{ ...decision.refusal, runRevision: 4n, first: at, count: 1 }];
    }
    case 'missing':
      return [];
  }
}
