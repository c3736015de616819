import { decide, type Proposal, type TaskRun } from '@app/task-run';
import type { Folded } from './log/aggregate.js';
import { answerAgain, granted, refused, type Answer } from './answer.js';
import { untilNoConflict } from './log/attempts.js';
import { recordOfRefusal } from './decision-record.js';
import { FlowRunNotFound, RevisionMismatch, TaskRunNotFound } from './errors.js';
import { gatherFacts } from './facts.js';
import type { Cause, Origin } from './origin.js';
import type { Parts } from './parts.js';
import { recordGrant } from './record-grant.js';
import { recordRefusal } from './refusals.js';
import { grantRepeated, requestKeyOf } from './repeated-call.js';
import { taskRunStream } from './log/streams.js';
import { TASK_RUN } from './log/task-run-aggregate.js';

/** What a caller may say beside the proposal itself. */
export type Conditions = Readonly<{
  idempotencyKey: string | null;
  ifMatch: bigint | null; // the revision that the run must stand at
}>;

/**
 * Proposes a state for a task run and records what the policy says of it.
 *
 * @throws TaskRunNotFound, IdempotencyKeyReused, RevisionMismatch, FlowRunNotFound, TooMuchContention, StoreUnavailable, EventTooLarge
 */
export const setTaskRunState =
  (parts: Parts) =>
  (id: string, proposal: Proposal, conditions: Conditions, origin: Origin): Promise<Answer> => {
    const stream = taskRunStream(id);
    const cause = { commandId: parts.sources.newCommandId(), origin };
    const answerOnce = async (): Promise<Answer> => {
      const run = await parts.folds.load(stream, TASK_RUN);
      if (!run.state.exists) throw new TaskRunNotFound(id);
      return answer(parts, run, proposal, conditions, cause);
    };
    return parts.queues.run(stream, () => untilNoConflict(answerOnce, parts.sources.chance));
  };

async function answer(
  parts: Parts,
  run: Folded<TaskRun>,
  proposal: Proposal,
  { idempotencyKey, ifMatch }: Conditions,
  cause: Cause,
): Promise<Answer> {
  const request = requestKeyOf(proposal, idempotencyKey);
  const grant = grantRepeated(run.state, request);
  if (grant !== null) return answerAgain(parts, run.state.id, grant, proposal);
  if (ifMatch !== null && ifMatch !== run.revision) throw new RevisionMismatch(run.revision);

  const facts = await gatherFacts(parts, proposal);
  const decision = decide({ command: 'SetTaskRunState', proposal, request }, run.state, facts);
  switch (decision.outcome) {
    case 'granted':
      return granted(decision, await recordGrant(parts, run, { decision, proposal, facts }, cause));
    case 'refused': {
      const record = recordOfRefusal(decision, proposal, facts);
      return refused(
        decision,
        run,
        await recordRefusal(parts, run, decision.refusal, cause, record),
      );
    }
    case 'missing':
      throw new FlowRunNotFound(decision.flowRunId);
  }
}
