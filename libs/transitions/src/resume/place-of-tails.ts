import { inBatches, START, type EventStore, type Position } from '@app/event-store';
import { PublicationRefused } from '../errors.js';
import type { PublicRecord } from '../public-record.js';
import { sourceOf } from '../records/record-headers.js';

const BATCH = 10_000; // events between two reports

/**
 * The last position of a log that is published: what is published of a ledger is the begin of its log, so the furthest of
 * the events that the last records tell of. Reads the log until it has found them all.
 *
 * @param tails the last record of each partition
 * @param onScan hears how far it has read, and is waited for
 * @throws PublicationRefused if the records are another ledger's or of events that the log does not hold, StoreUnavailable,
 *   the signal's reason when it aborts
 */
export async function placeOfTails(
  { log, ledgerId }: Readonly<{ log: Pick<EventStore, 'subscribe'>; ledgerId: string }>,
  tails: readonly PublicRecord[],
  onScan: (position: Position) => Promise<void>,
  signal: AbortSignal,
): Promise<Position> {
  const sought = eventIdsOf(tails, sourceOf(ledgerId));
  let last = START;
  if (sought.size === 0) return last;
  for await (const { events, position, caughtUp } of inBatches(log, START, signal, BATCH)) {
    for (const { id, position: at } of events) if (sought.delete(id)) last = at;
    if (sought.size === 0) return last;
    if (caughtUp) break;
    await onScan(position);
  }
  signal.throwIfAborted();
  throw new PublicationRefused(
    `the log does not hold every event that is published (${[...sought].join(', ')}): it was copied or restored before they were written. ${OTHER_TOPICS}`,
  );
}

/** The records of a state carry the id of its event with a suffix: two records never share an id. */
const eventIdsOf = (tails: readonly PublicRecord[], source: string): Set<string> =>
  new Set(
    tails.map(({ headers: { ce_id: id = '', ce_source: found = 'none' } }) => {
      if (found === source) return id.replace(/:state$/, '');
      throw new PublicationRefused(
        `records of another ledger (${found}) end the topics. ${OTHER_TOPICS}`,
      );
    }),
  );

const OTHER_TOPICS = 'Give this one topics of its own with another KAFKA_TOPIC_PREFIX';
