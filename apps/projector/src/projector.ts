import { START, type EventStore, type Position, type StoredEvent } from '@app/event-store';
import { taskRunEventOf } from '@app/ledger';
import { projectTaskRuns, type ReadModel, type RecordedTaskRunEvent } from '@app/read-model';
import type { SharedPosition } from '@app/runtime';

/** What the projector stands between. */
export type ProjectorParts = Readonly<{
  log: Pick<EventStore, 'subscribe'>;
  logId: string;
  head: SharedPosition; // the last event of the log
  readModel: ReadModel;
  shown: SharedPosition; // is advanced to what the read model shows
  onCaughtUp: () => void;
}>;

const LARGEST_BATCH = 1_000; // events; batches grow by themselves while the projector is behind

/**
 * Lets the rows follow the log until the signal aborts. Rows and checkpoint commit together, so that an event is applied
 * once whenever the process dies. An event that cannot be applied ends it: none is skipped.
 *
 * @throws StoreUnavailable, UnreadableLedger, and what the read model throws
 */
export async function follow(parts: ProjectorParts, signal: AbortSignal): Promise<void> {
  const after = await placeToBegin(parts);
  parts.shown.advance(after);
  let batch: StoredEvent[] = [];
  for await (const item of parts.log.subscribe(after, signal)) {
    if ('caughtUp' in item) {
      if (batch.length > 0) await apply(parts, batch, item.position);
      parts.shown.advance(item.position);
      parts.onCaughtUp();
      batch = [];
    } else if (batch.push(item) === LARGEST_BATCH) {
      await apply(parts, batch, item.position);
      batch = [];
    }
  }
}

/** The checkpoint, if it is one of this log; rows of another log, or of more than it holds, are dropped and built anew. */
async function placeToBegin({ readModel, logId, head }: ProjectorParts): Promise<Position> {
  const checkpoint = await readModel.checkpoint();
  if (checkpoint === null) return START;
  if (checkpoint.logId === logId && checkpoint.position <= head.value) return checkpoint.position;
  await readModel.reset();
  return START;
}

async function apply(
  { readModel, logId, shown }: ProjectorParts,
  batch: readonly StoredEvent[],
  position: Position,
): Promise<void> {
  const events = batch.flatMap((stored): RecordedTaskRunEvent[] => {
    const recorded = taskRunEventOf(stored);
    return recorded === null ? [] : [recorded];
  });
  await readModel.commit(projectTaskRuns(events), { logId, position });
  shown.advance(position);
}
