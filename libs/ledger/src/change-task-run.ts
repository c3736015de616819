import type { Position, Revision } from '@app/event-store';
import { randomName, type TaskRunEvent } from '@app/task-run';
import type { Folded } from './log/aggregate.js';
import { untilNoConflict } from './log/attempts.js';
import { RevisionMismatch, TaskRunNotFound } from './errors.js';
import { encodeMetadata } from './log/metadata.js';
import type { Origin } from './origin.js';
import type { Parts } from './parts.js';
import { taskRunStream } from './log/streams.js';
import { TASK_RUN } from './log/task-run-aggregate.js';

/** Where the change stands; null if there was nothing to change. */
export type Changed = Readonly<{ revision: Revision; position: Position }> | null;

/**
 * Gives a run another name; null or "" asks for an invented one, undefined for none.
 *
 * @throws TaskRunNotFound, RevisionMismatch, TooMuchContention, StoreUnavailable
 */
export const renameTaskRun =
  (parts: Parts) =>
  (
    id: string,
    name: string | null | undefined,
    ifMatch: bigint | null,
    origin: Origin,
  ): Promise<Changed> =>
    change(parts, id, ifMatch, origin, () => {
      if (name === undefined) return null;
      const { now, chance } = parts.sources;
      return { type: 'TaskRunRenamed', name: name || randomName(chance()), at: now() };
    });

/**
 * Ends a run: its stream stays, and a run of the same id may be made anew in it.
 *
 * @throws TaskRunNotFound, RevisionMismatch, TooMuchContention, StoreUnavailable
 */
export const deleteTaskRun =
  (parts: Parts) =>
  (id: string, ifMatch: bigint | null, origin: Origin): Promise<Changed> =>
    change(parts, id, ifMatch, origin, () => ({ type: 'TaskRunDeleted', at: parts.sources.now() }));

function change(
  { folds, queues, sources }: Parts,
  id: string,
  ifMatch: bigint | null,
  origin: Origin,
  eventFor: () => TaskRunEvent | null,
): Promise<Changed> {
  const stream = taskRunStream(id);
  const commandId = sources.newCommandId();
  const changeOnce = async (): Promise<Changed> => {
    const run = await folds.load(stream, TASK_RUN);
    const event = run.state.exists && matches(run, ifMatch) ? eventFor() : null;
    if (event === null) {
      await folds.prove(stream, TASK_RUN, run);
      if (!run.state.exists) throw new TaskRunNotFound(id);
      if (!matches(run, ifMatch)) throw new RevisionMismatch(run.revision);
      return null;
    }
    const metadata = encodeMetadata({ commandId, origin });
    return folds.extend(stream, TASK_RUN, run, commandId, [{ event, metadata }]);
  };
  return queues.run(stream, () => untilNoConflict(changeOnce, sources.chance));
}

const matches = ({ revision }: Folded<unknown>, ifMatch: bigint | null): boolean =>
  ifMatch === null || ifMatch === revision;
