import type { Position, Revision } from '@app/event-store';
import type { State, Verdict } from '@app/orchestration';
import type { Granted, Grant, Proposal, Refused, TaskRun } from '@app/task-run';
import type { Folded } from './log/aggregate.js';
import { UnreadableLedger } from './errors.js';
import { eventOf, type Extended } from './log/folds.js';
import { decodeMetadata } from './log/metadata.js';
import type { Parts } from './parts.js';
import { eventAt } from './reads/state-at.js';
import { taskRunStream } from './log/streams.js';

/** The answer to a proposal. */
export type Answer = Readonly<{
  verdict: Verdict;
  rule: string | null; // that the verdict comes from; null also where the answer is an earlier one
  state: State | null; // the one that was written, or else the current one
  written: boolean;
  repeated: boolean; // an earlier call was answered so
  decisionId: string; // of the event that records the decision
  revision: Revision; // of the run
  position: Position; // of that event
}>;

export const granted = (decision: Granted, recorded: Extended<TaskRun>): Answer => ({
  verdict: decision.verdict,
  rule: decision.rule,
  state: decision.answer,
  written: true,
  repeated: false,
  ...placeOf(recorded),
  revision: recorded.revision,
});

export const refused = (
  decision: Refused,
  run: Folded<TaskRun>,
  recorded: Extended<unknown>,
): Answer => ({
  verdict: decision.verdict,
  rule: decision.rule,
  state: run.state.state,
  written: false,
  repeated: false,
  ...placeOf(recorded),
  revision: run.revision,
});

const placeOf = ({
  ids,
  position,
}: Extended<unknown>): Pick<Answer, 'decisionId' | 'position'> => ({
  decisionId: ids.at(-1) ?? '',
  position,
});

/** The answer that a grant was given, out of its event. Data that is not stored comes from the repeated proposal. */
export async function answerAgain(
  parts: Parts,
  taskRunId: string,
  grant: Grant,
  proposal: Proposal,
): Promise<Answer> {
  const stored = await eventAt(parts, taskRunStream(taskRunId), grant.revision);
  const event = stored === null ? null : eventOf(stored);
  if (stored === null || event?.type !== 'StateSet') {
    throw new UnreadableLedger(`no state was set at revision ${grant.revision} of ${taskRunId}`);
  }
  const { shownOnce } = decodeMetadata(stored.metadata);
  const data = shownOnce === true ? proposal.state.data : event.state.data;
  return {
    verdict: event.verdict,
    rule: null,
    state: { ...event.state, data },
    written: true,
    repeated: true,
    decisionId: stored.id,
    revision: stored.revision,
    position: stored.position,
  };
}
