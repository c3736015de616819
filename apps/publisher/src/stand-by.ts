import type { Position } from '@app/event-store';
import { pause } from '@app/runtime';
import type { Publication } from '@app/transitions';

const POLL = 500; // ms
const PATIENCE = 3_000; // ms; who holds the topics publishes once a second

/** What is watched meanwhile. */
export type Watched = Readonly<{
  publication: Pick<Publication, 'activity'>;
  head: () => Promise<Position>;
  /** Hears why topics or log could not be seen, and null once both could. */
  onFault: (fault: unknown) => void;
}>;

/**
 * Waits until nobody publishes: until the topics stood still for three seconds. Who cannot see topics and log could not
 * publish either, and waits on.
 *
 * @throws the signal's reason when it aborts
 */
export async function standBy(watched: Watched, signal: AbortSignal): Promise<void> {
  let last: bigint | null = null;
  let since = performance.now();
  for (;;) {
    const seen = await activityOf(watched);
    if (seen === null || seen !== last) since = performance.now();
    else if (performance.now() - since >= PATIENCE) return;
    last = seen;
    await pause(POLL, signal);
    signal.throwIfAborted();
  }
}

async function activityOf({ publication, head, onFault }: Watched): Promise<bigint | null> {
  try {
    await head();
    const activity = await publication.activity();
    onFault(null);
    return activity;
  } catch (fault) {
    onFault(fault);
    return null;
  }
}
