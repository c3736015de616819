import type { Batch } from '@app/event-store';
import { taskRunEventOf } from '@app/ledger';
import {
  projectTaskRuns,
  type Checkpoint,
  type ReadModel,
  type RecordedTaskRunEvent,
} from '@app/read-model';

/**
 * Writes what a batch does to the rows, and the checkpoint that it leads to, which is returned.
 *
 * @throws CheckpointMoved, UnreadableLedger, and what the read model throws
 */
export async function apply(
  readModel: ReadModel,
  { events, position }: Batch,
  after: Checkpoint | null,
  logId: string,
): Promise<Checkpoint> {
  const recorded = events.flatMap((stored): RecordedTaskRunEvent[] => {
    const event = taskRunEventOf(stored);
    return event === null ? [] : [event];
  });
  const at = { logId, position };
  await readModel.commit(projectTaskRuns(recorded), after, at);
  return at;
}
