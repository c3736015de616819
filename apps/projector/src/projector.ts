import { inBatches, START, type EventStore, type Position } from '@app/event-store';
import { CheckpointMoved, type Checkpoint, type ReadModel } from '@app/read-model';
import type { SharedPosition } from '@app/runtime';
import { apply } from './apply-batch.js';

/** What the projector stands between. */
export type ProjectorParts = Readonly<{
  log: Pick<EventStore, 'subscribe'>;
  logId: string;
  /** Where the log ends now: no less than any position that it has told. */
  head: () => Promise<Position>;
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
  while (!signal.aborted) {
    try {
      await followFromCheckpoint(parts, signal);
    } catch (error) {
      if (!(error instanceof CheckpointMoved)) throw error; // else it goes on from where the rows stand now
    }
  }
}

async function followFromCheckpoint(parts: ProjectorParts, signal: AbortSignal): Promise<void> {
  const { log, logId, readModel, shown, onCaughtUp } = parts;
  let at = await placeToBegin(parts);
  const after = at?.position ?? START;
  shown.advance(after);
  for await (const batch of inBatches(log, after, signal, LARGEST_BATCH)) {
    if (batch.events.length > 0) at = await apply(readModel, batch, at, logId);
    shown.advance(batch.position);
    if (batch.caughtUp) onCaughtUp();
  }
}

/** The checkpoint, if it is one of this log; rows of another log, or of more than it holds, are dropped and built anew. */
async function placeToBegin({
  readModel,
  logId,
  head,
}: ProjectorParts): Promise<Checkpoint | null> {
  const checkpoint = await readModel.checkpoint();
  if (checkpoint === null) return null;
  if (checkpoint.logId === logId && checkpoint.position <= (await head())) return checkpoint;
  await readModel.reset();
  return null;
}
