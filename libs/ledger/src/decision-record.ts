import { NO_DETAILS } from '@app/orchestration';
import {
  recordFacts,
  recordProposal,
  recordTrace,
  type Decision,
  type Facts,
  type Granted,
  type Proposal,
} from '@app/task-run';
import type { DecisionRecord } from './log/metadata.js';

/** Why a state was set; the proposal is kept as what differs from it. */
export const recordOfGrant = (
  decision: Granted,
  proposal: Proposal,
  facts: Facts,
): DecisionRecord => ({
  ...reasonsOf(decision, facts),
  proposal: recordProposal(proposal, decision.event.state),
  shownOnce: decision.answer.data === decision.event.state.data ? undefined : true,
});

/** Why a proposal was not granted. Its data is left out: no rule looks at it. */
export function recordOfRefusal(
  decision: Decision,
  proposal: Proposal,
  facts: Facts,
): DecisionRecord {
  const { type, name, data } = proposal.state;
  const bare = { type, name, message: null, data, details: NO_DETAILS };
  return { ...reasonsOf(decision, facts), proposal: recordProposal(proposal, bare) };
}

const reasonsOf = (
  { policy, trace }: Decision,
  facts: Facts,
): Pick<DecisionRecord, 'policy' | 'facts' | 'trace'> => ({
  policy,
  facts: recordFacts(facts, trace),
  trace: recordTrace(trace),
});
