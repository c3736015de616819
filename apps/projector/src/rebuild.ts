import { inBatches, START, type EventStore, type Position } from '@app/event-store';
import type { Checkpoint, ReadModelDraft } from '@app/read-model';
import { apply } from './apply-batch.js';

/** What a read model is built anew from, and where. */
export type RebuildParts = Readonly<{
  log: Pick<EventStore, 'subscribe'>;
  logId: string;
  draft: ReadModelDraft;
  /** Milliseconds of a clock that never goes back. */
  now: () => number;
  onProgress: (progress: RebuildProgress) => void;
}>;

export type RebuildProgress = Readonly<{
  position: Position; // of the last event that the draft holds
  events: number;
  seconds: number; // since it began
}>;

const LARGEST_BATCH = 10_000; // events: larger ones are no faster, and a draft has no readers that wait

/**
 * Fills the draft from the start of the log, and shows it once it has come as far as the read model that is shown: that one
 * serves, and follows the log, until then. The draft is closed however it ends.
 *
 * @returns what the rebuilt read model holds
 * @throws the signal's reason if it aborts before, StoreUnavailable, UnreadableLedger, and what the draft throws; the read
 *   model that is shown stays
 */
export async function rebuild(parts: RebuildParts, signal: AbortSignal): Promise<RebuildProgress> {
  try {
    return await fill(parts, signal);
  } finally {
    await parts.draft.close();
  }
}

async function fill(
  { log, logId, draft, now, onProgress }: RebuildParts,
  signal: AbortSignal,
): Promise<RebuildProgress> {
  const begun = now();
  let at: Checkpoint | null = null;
  let events = 0;
  for await (const batch of inBatches(log, START, signal, LARGEST_BATCH)) {
    // Also what is passed without an event of ours counts, when it is compared who is further.
    if (batch.events.length > 0 || batch.position !== at?.position)
      at = await apply(draft, batch, at, logId);
    events += batch.events.length;
    const progress = { position: batch.position, events, seconds: (now() - begun) / 1_000 };
    onProgress(progress);
    if (batch.caughtUp && (await draft.takeOver())) return progress;
  }
  signal.throwIfAborted();
  throw new Error('a subscription ends when its signal aborts');
}
