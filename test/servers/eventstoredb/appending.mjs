// Whether an append is written, is one that was written already, or is refused.
//
// Only behind the head are ids compared: the same ids at the head are written again. Data are never compared.
import { randomUUID } from 'node:crypto';
import { NONE, commit, isTombstoned, lastRevision, metadataEvent, streamNamed } from './log.mjs';
import { firstVisible, isSoftDeleted } from './visibility.mjs';

/** Bytes of data in one append; metadata and types do not count. */
export const MAX_APPEND_SIZE = 1_048_576;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Appends all events or none. `expected` is a revision, `any`, `no_stream` or `stream_exists`.
 *
 * The answer is `{ says: 'appended', revision, position }` (the position is null if the event is hidden by now), or what
 * forbids it: `{ says: 'malformed' | 'too-large' | 'deleted' }` or `{ says: 'wrong-revision', actual }`.
 */
export function append({ log, knownIds }, name, expected, proposals) {
  if (isMalformed(name, proposals)) return { says: 'malformed' };
  if (sizeOf(proposals) > MAX_APPEND_SIZE) return { says: 'too-large' };
  if (isTombstoned(log, name)) return { says: 'deleted' };
  const stream = streamNamed(log, name);
  const verdict = judge(log, knownIds, stream, expected, proposals);
  return verdict ?? write(log, knownIds, stream, proposals);
}

function judge(log, knownIds, stream, expected, proposals) {
  switch (expected) {
    case 'stream_exists':
      if (isSoftDeleted(stream)) return { says: 'deleted' };
      if (!exists(log, stream)) return wrong(stream);
      return knownFrom(knownIds, stream, proposals);
    case 'any':
      return knownFrom(knownIds, stream, proposals);
    case 'no_stream':
      return at(stream, NONE, proposals);
    default:
      return at(stream, expected, proposals);
  }
}

/** A stream that has nothing but metadata counts as one that exists. */
const exists = (log, stream) =>
  stream.events.length > 0 || (log.streams.get(`$$${stream.name}`)?.events.length ?? 0) > 0;

const wrong = (stream) => ({ says: 'wrong-revision', actual: lastRevision(stream) });

const repeated = (stream, revision) => ({
  says: 'appended',
  revision,
  position: revision < firstVisible(stream) ? null : stream.events[revision].position,
});

function knownFrom(knownIds, stream, proposals) {
  let last = null;
  for (const { id } of proposals) {
    const known = knownIds.first(id);
    if (known?.stream !== stream.name) return last === null ? null : wrong(stream);
    last = known.revision;
  }
  return last === null ? null : repeated(stream, last);
}

function at(stream, expected, proposals) {
  const head = lastRevision(stream);
  if (expected === head) return null;
  if (expected > head) return wrong(stream);
  const other = proposals.findIndex(
    ({ id }, index) => stream.events[expected + 1 + index]?.id !== id,
  );
  if (other === 0 && expected === NONE && isSoftDeleted(stream)) return null;
  if (other >= 0 || proposals.length === 0) return wrong(stream);
  return repeated(stream, expected + proposals.length);
}

function write(log, knownIds, stream, proposals) {
  const first = stream.events.length;
  const writes = [[stream, proposals]];
  if (isSoftDeleted(stream)) writes.push(revival(log, stream, first));
  commit(log, ...writes);
  for (let index = first; index < stream.events.length; index++) {
    knownIds.remember(stream.events[index]);
  }
  const last = proposals.length > 0 ? stream.events.at(-1) : null;
  return {
    says: 'appended',
    revision: lastRevision(stream),
    position: last?.position ?? log.end,
  };
}

/** A softly deleted stream comes back without the events from before. */
const revival = (log, stream, first) => [
  streamNamed(log, `$$${stream.name}`),
  [metadataEvent(randomUUID(), `{"$tb":${String(first)}}`)],
];

const isMalformed = (name, proposals) =>
  name === '' || proposals.some(({ id, type }) => !type || !UUID.test(id));

const sizeOf = (proposals) => proposals.reduce((size, { data }) => size + data.length, 0);
