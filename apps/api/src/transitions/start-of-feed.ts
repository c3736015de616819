import type { FastifyRequest } from 'fastify';
import { position, START, type Position } from '@app/event-store';
import { logPositionOf, type LogPosition } from '../reading/caller-position.js';
import { PositionRefused } from '../reading/position-refused.js';
import type { KnownLog } from '../reading/reading.js';
import { refuse, type Reader } from '../validation/reader.js';
import { RequestInvalid } from '../validation/request-invalid.js';

/** A place in a log: `now` is its end, as it is when it is asked for. */
export type Place = LogPosition | 'now';

/**
 * Where the feed begins for a reader: behind its last event where it comes back, else where it asks for, else before the first.
 *
 * @throws RequestInvalid if it comes back with what is no id, PositionRefused with one that is none of this log's, StoreUnavailable
 */
export async function startOfFeed(
  { headers }: Pick<FastifyRequest, 'headers'>,
  after: Place | null,
  { logId, known, last }: KnownLog,
): Promise<Position> {
  const place = lastEventIdOf(headers['last-event-id']) ?? after;
  if (place === null) return START;
  if (place === 'now') return position(await last());
  const inThisLog =
    place.logId === logId && (place.position <= known.value || place.position <= (await last()));
  if (!inThisLog) {
    throw new PositionRefused(`${place.logId}:${place.position} is not a position of this log.`);
  }
  return position(place.position);
}

/** Reads a place as a query names it. */
export const readPlace: Reader<Place> = (value, faults) => {
  if (value === 'now') return value;
  const found = logPositionOf(String(value));
  return found ?? refuse(faults, 'string_pattern_mismatch', `${EXPECTED}, or now`, value);
};

const EXPECTED = 'Input should be the id of an event of this feed';

function lastEventIdOf(given: string | string[] | undefined): LogPosition | null {
  if (given === undefined) return null;
  const found = logPositionOf(String(given));
  if (found !== null) return found;
  const loc = ['header', 'Last-Event-ID'];
  throw new RequestInvalid(
    [{ type: 'string_pattern_mismatch', loc, msg: EXPECTED, input: given }],
    null,
  );
}
