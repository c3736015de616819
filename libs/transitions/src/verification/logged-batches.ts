import { inBatches, type EventStore, type Position, type StoredEvent } from '@app/event-store';
import type { LoggedEvent } from '../logged-event.js';

/** A log, and how its events are read. */
export type ReadableLog = Readonly<{
  store: Pick<EventStore, 'subscribe'>;
  eventOf: (stored: StoredEvent) => LoggedEvent | null; // null: of no task run
}>;

export type LoggedBatch = Readonly<{
  events: readonly Readonly<{ event: LoggedEvent; position: Position }>[];
  position: Position; // that they lead to
}>;

const LARGEST = 1_000; // events

/**
 * The events of task runs after a position up to another, or to where the log ends before it.
 *
 * @throws StoreUnavailable, what `eventOf` throws, the signal's reason when it aborts
 */
export async function* loggedBatches(
  { store, eventOf }: ReadableLog,
  after: Position,
  to: Position | null, // null: to where it ends
  signal: AbortSignal,
): AsyncGenerator<LoggedBatch> {
  for await (const batch of inBatches(store, after, signal, LARGEST)) {
    const events = batch.events
      .filter(({ position }) => to === null || position <= to)
      .map((stored) => ({ event: eventOf(stored), position: stored.position }))
      .filter(hasEvent);
    const isBeyond = to !== null && batch.position >= to;
    yield { events, position: isBeyond ? to : batch.position };
    if (isBeyond || batch.caughtUp) return;
  }
  signal.throwIfAborted();
}

type MaybeEvent = Readonly<{ event: LoggedEvent | null; position: Position }>;

const hasEvent = (item: MaybeEvent): item is MaybeEvent & { event: LoggedEvent } =>
  item.event !== null;
