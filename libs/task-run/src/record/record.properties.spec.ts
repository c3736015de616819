import { NO_DETAILS, type ProposedState } from '@app/orchestration';
import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { eventsOf, inAnySituation, proposalOf } from '../any-situation.fixture.js';
import type { Situation } from '../arbitrary.fixture.js';
import { encodeEvent } from '../codec/event.codec.js';
import type { Command, Proposal } from '../commands.js';
import { decide } from '../decide.js';
import type { Decision } from '../decision.js';
import { recallFacts, recordFacts, type RecordedFacts } from './recorded-facts.js';
import { recallProposal, recordProposal, type RecordedProposal } from './recorded-proposal.js';
import { recordTrace } from './recorded-trace.js';

type Recorded = Readonly<{ facts: RecordedFacts; proposal: RecordedProposal }>;

describe('in any situation', () => {
  it('the decision is made again from what was recorded with it, byte for byte', () => {
    inAnySituation(6, ({ run, command, facts }, decision) => {
      const recorded = JSON.parse(textOf(command, facts, decision)) as Recorded;
      const proposal = recallProposal(recorded.proposal, setBy(decision, proposalOf(command)));
      const recalled = recallFacts(recorded.facts, facts.stateId, facts.cached);
      const again = decide(withProposal(command, proposal), run, recalled);
      deepStrictEqual(eventsOf(again).map(encodeEvent), eventsOf(decision).map(encodeEvent));
      deepStrictEqual(toldBy(again), toldBy(decision));
    });
  });

  it('the record reads as the same text', () => {
    inAnySituation(7, ({ command, facts }, decision) => {
      const text = textOf(command, facts, decision);
      strictEqual(JSON.stringify(JSON.parse(text)), text); // as a driver would
    });
  });
});

function textOf(command: Command, facts: Situation['facts'], decision: Decision): string {
  const proposal = proposalOf(command);
  const set = setBy(decision, proposal);
  const { data } = decision.outcome === 'granted' ? set : proposal.state; // no rule looks at the data of what is refused
  return JSON.stringify({
    facts: recordFacts(facts, decision.trace),
    proposal: recordProposal(proposal, { ...set, data }),
    trace: recordTrace(decision.trace),
  });
}

/** What the proposal is recorded against: the state that was set, or a bare one where none was. */
const setBy = (decision: Decision, { state: { type, name } }: Proposal): ProposedState =>
  decision.outcome === 'granted'
    ? decision.event.state
    : { type, name, message: null, data: null, details: NO_DETAILS };

const withProposal = (command: Command, proposal: Proposal): Command =>
  command.command === 'CreateTaskRun'
    ? { ...command, state: proposal.state }
    : { ...command, proposal };

/** All but the event, and the answer, which may show data that is not recorded. */
const toldBy = (decision: Decision): unknown =>
  decision.outcome === 'granted' ? { ...decision, event: null, answer: null } : decision;
