import { EventTooLarge } from './errors.js';
import type { NewEvent } from './event-store.js';

/** Data and metadata of an event, together: what every store takes. */
export const MAX_EVENT_BYTES = 1_000_000;

/** What every store asks of an append before it is sent. @throws EventTooLarge */
export function checkEvents(events: readonly NewEvent[]): void {
  if (events.length === 0) throw new RangeError('there is nothing to append');
  for (const { data, metadata } of events) {
    const bytes = Buffer.byteLength(data) + Buffer.byteLength(metadata);
    if (bytes > MAX_EVENT_BYTES) throw new EventTooLarge(bytes, MAX_EVENT_BYTES);
  }
}
