// Every event in the order of commits, and the streams it belongs to. A log outlives the server that serves it.
import { LIMITS_OF_METADATA, NO_LIMITS, limitsIn } from './visibility.mjs';

/** The revision of a stream without events. */
export const NONE = -1;

/** The revision of the event that a tombstone is. */
export const LAST_REVISION = '9223372036854775807';

const LEAST_SIZE = 100; // bytes of an event without data: positions grow by more than one
const JSON_TYPE = 'application/json';

export function createLog() {
  return { events: [], streams: new Map(), end: LEAST_SIZE, readers: new Set() };
}

/** The stream of that name; it has no events as long as nothing is written. */
export function streamNamed(log, name) {
  const known = log.streams.get(name);
  if (known) return known;
  const limits = isMetadata(name) ? LIMITS_OF_METADATA : NO_LIMITS;
  const stream = { name, events: [], limits, tombstone: null };
  log.streams.set(name, stream);
  return stream;
}

export const lastRevision = (stream) => stream.events.length - 1;

/** Is the stream, or for a stream of metadata the one they belong to, gone for good? */
export function isTombstoned(log, name) {
  if (log.streams.get(name)?.tombstone) return true;
  return isMetadata(name) && isTombstoned(log, name.slice(2));
}

/** Writes each pair of a stream and its proposed events in this order; readers see all of them or none. */
export function commit(log, ...writes) {
  for (const [stream, proposals] of writes) {
    for (const proposal of proposals) stream.events.push(record(log, stream, proposal));
    if (isMetadata(stream.name) && proposals.length > 0) {
      streamNamed(log, stream.name.slice(2)).limits = limitsIn(proposals.at(-1).data);
    }
  }
  notify(log);
}

/** Ends a stream for good with an event of its own, and answers it. */
export function entomb(log, stream, id) {
  const proposal = { id, type: '$streamDeleted', contentType: 'application/octet-stream' };
  stream.tombstone = record(log, stream, { ...proposal, data: NO_BYTES, metadata: NO_BYTES });
  stream.tombstone.revision = LAST_REVISION;
  notify(log);
  return stream.tombstone;
}

/** The event that sets the metadata of a stream; `json` is their text. */
export const metadataEvent = (id, json) => ({
  id,
  type: '$metadata',
  contentType: JSON_TYPE,
  data: Buffer.from(json),
  metadata: NO_BYTES,
});

/** The place in the log of the first event at or after a position. */
export function indexAt({ events }, position) {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (events[middle].position < position) low = middle + 1;
    else high = middle;
  }
  return low;
}

const NO_BYTES = new Uint8Array(0);
const isMetadata = (name) => name.startsWith('$$');

function record(log, stream, { id, type, contentType, data, metadata }) {
  const event = {
    stream: stream.name,
    revision: stream.events.length,
    position: log.end,
    created: Date.now(),
    id,
    type,
    contentType,
    data,
    metadata,
  };
  log.end += LEAST_SIZE + data.length + metadata.length;
  log.events.push(event);
  return event;
}

function notify({ readers }) {
  for (const wake of readers) wake();
}
