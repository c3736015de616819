import { StoreUnavailable } from './errors.js';
import type { EventStore, Position, StoredEvent } from './event-store.js';

/** Events of the log that follow on each other, and the position that they lead to. */
export type Batch = Readonly<{
  events: readonly StoredEvent[];
  position: Position;
  caughtUp: boolean; // there is nothing more for now
}>;

/**
 * The events after a position, gathered until there are so many, or no more for now. What is gathered when the signal aborts
 * is left out.
 *
 * @throws StoreUnavailable also if the log is closed before
 */
export async function* inBatches(
  log: Pick<EventStore, 'subscribe'>,
  after: Position,
  signal: AbortSignal,
  largest: number,
): AsyncGenerator<Batch> {
  let events: StoredEvent[] = [];
  for await (const item of log.subscribe(after, signal)) {
    const caughtUp = 'caughtUp' in item;
    if (!caughtUp && events.push(item) < largest) continue;
    yield { events, position: item.position, caughtUp };
    events = [];
  }
  if (!signal.aborted) throw new StoreUnavailable('the log was closed');
}
