import type { Revision } from '@app/event-store';
import type { Effect, Facts, Granted, Proposal, TaskRun, TaskRunEvent } from '@app/task-run';
import type { Folded } from './log/aggregate.js';
import { recordOfGrant } from './decision-record.js';
import type { Extended, Unchained } from './log/folds.js';
import { encodeMetadata } from './log/metadata.js';
import type { Cause } from './origin.js';
import type { Parts } from './parts.js';
import { insert } from './result-cache.js';
import { TASK_RUN } from './log/task-run-aggregate.js';
import { taskRunStream } from './log/streams.js';

/** A proposal that was granted, and all that led to it. */
export type Grounds = Readonly<{ decision: Granted; proposal: Proposal; facts: Facts }>;

/**
 * Writes what a grant wants in other streams, then the grant itself at the revision that it was decided at. Dying in
 * between leaves a cache entry whose state is not there, which nobody takes over.
 *
 * @throws WrongRevision if the run has moved on: then it is to be decided anew
 */
export async function recordGrant(
  parts: Parts,
  run: Folded<TaskRun>,
  grounds: Grounds,
  cause: Cause,
): Promise<Extended<TaskRun>> {
  const { created, event, before } = grounds.decision;
  const additions: Unchained<TaskRunEvent>[] = [
    ...(created === null ? [] : [{ event: created, metadata: encodeMetadata(cause) }]),
    {
      event,
      metadata: encodeMetadata(
        cause,
        recordOfGrant(grounds.decision, grounds.proposal, grounds.facts),
      ),
    },
  ];
  const revision = (run.revision + BigInt(additions.length)) as Revision;
  for (const effect of before) await carryOut(parts, effect, grounds, revision, cause);
  const runId = event.state.details.taskRunId ?? '';
  return parts.folds.extend(taskRunStream(runId), TASK_RUN, run, cause.commandId, additions);
}

async function carryOut(
  parts: Parts,
  effect: Effect,
  { decision: { event } }: Grounds,
  revision: Revision,
  cause: Cause,
): Promise<void> {
  switch (effect.effect) {
    case 'insert-into-cache': {
      const { key, expiration } = effect;
      const runId = event.state.details.taskRunId ?? '';
      await insert(parts, { key, expiration, state: event.state, runId, revision }, cause);
      return;
    }
    case 'take-slot':
      throw new Error(`a slot of limit ${effect.limitId} was granted, but no limit exists`);
  }
}
