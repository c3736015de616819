import { decide, type Proposal, type TaskRun } from '@app/task-run';
import type { Folded } from './log/aggregate.js';
import { answerAgain, granted, refused, type Answer } from './answer.js';
import { untilNoConflict } from './log/attempts.js';
import { recordOfRefusal } from './decision-record.js';
import {
  FlowRunNotFound,
  IdempotencyKeyReused,
  RevisionMismatch,
  TaskRunNotFound,
} from './errors.js';
import { gatherFacts } from './facts.js';
import type { Cause, Origin } from './origin.js';
import type { Parts } from './parts.js';
import { recordGrant } from './record-grant.js';
import { recordRefusal } from './refusals.js';
import { grantUnder, requestKeyOf } from './repeated-call.js';
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
      const answer = await answerFor(parts, run, id, proposal, conditions, cause);
      if (!answer.appends) await parts.folds.prove(stream, TASK_RUN, run);
      return answer.give();
    };
    return parts.queues.run(stream, () => untilNoConflict(answerOnce, parts.sources.chance));
  };

/** What is to be answered. The append of a grant shows that the run stands where it was judged; all else has to be proved first. */
type Intended = Readonly<{ appends: boolean; give(): Promise<Answer> }>;

/** In the order of the checks: the run, the key of the call, the revision that it names, the rules. */
async function answerFor(
  parts: Parts,
  run: Folded<TaskRun>,
  id: string,
  proposal: Proposal,
  { idempotencyKey, ifMatch }: Conditions,
  cause: Cause,
): Promise<Intended> {
  if (!run.state.exists) return refusing(new TaskRunNotFound(id));
  const request = requestKeyOf(proposal, idempotencyKey);
  const grant = grantUnder(run.state, request);
  if (grant !== null) {
    return grant.fingerprint === request?.fingerprint
      ? { appends: false, give: () => answerAgain(parts, id, grant, proposal) }
      : refusing(new IdempotencyKeyReused(grant.key));
  }
  if (ifMatch !== null && ifMatch !== run.revision) {
    return refusing(new RevisionMismatch(run.revision));
  }
  const facts = await gatherFacts(parts, proposal);
  const decision = decide({ command: 'SetTaskRunState', proposal, request }, run.state, facts);
  switch (decision.outcome) {
    case 'granted': {
      const grounds = { decision, proposal, facts };
      const give = async () => granted(decision, await recordGrant(parts, run, grounds, cause));
      return { appends: true, give };
    }
    case 'refused': {
      const record = recordOfRefusal(decision, proposal, facts);
      const give = async () =>
        refused(decision, run, await recordRefusal(parts, run, decision.refusal, cause, record));
      return { appends: false, give };
    }
    case 'missing':
      return refusing(new FlowRunNotFound(decision.flowRunId));
  }
}

const refusing = (error: Error): Intended => ({
  appends: false,
  give: () => Promise.reject(error),
});
