// Deleting a stream: softly, by metadata that hide all of it, or for good, by a tombstone.
import { randomUUID } from 'node:crypto';
import {
  NONE,
  commit,
  entomb,
  isTombstoned,
  lastRevision,
  metadataEvent,
  streamNamed,
} from './log.mjs';
import { DELETED, isSoftDeleted } from './visibility.mjs';

/** The answer is `{ says: 'removed', position }`, `{ says: 'deleted' }` or `{ says: 'wrong-revision', actual }`. */
export function deleteSoftly({ log }, name, expected) {
  const refusal = refusalOf(log, name, expected, { ofMissing: true });
  if (refusal) return refusal;
  const metadata = streamNamed(log, `$$${name}`);
  commit(log, [metadata, [metadataEvent(randomUUID(), DELETED)]]);
  return { says: 'removed', position: metadata.events.at(-1).position };
}

/** A stream that is missing can be tombstoned too. The answer is as that of a soft delete. */
export function tombstone({ log }, name, expected) {
  const refusal = refusalOf(log, name, expected, { ofMissing: false });
  if (refusal) return refusal;
  return { says: 'removed', position: entomb(log, streamNamed(log, name), randomUUID()).position };
}

function refusalOf(log, name, expected, { ofMissing }) {
  if (isTombstoned(log, name)) return { says: 'deleted' };
  const stream = streamNamed(log, name);
  const actual = lastRevision(stream);
  if (isSoftDeleted(stream) && expected === 'stream_exists') return { says: 'deleted' };
  const passes = actual === NONE ? !ofMissing && isNone(expected) : isAt(stream, actual, expected);
  return passes ? null : { says: 'wrong-revision', actual };
}

const isNone = (expected) => expected === 'any' || expected === 'no_stream';

function isAt(stream, actual, expected) {
  if (expected === 'no_stream') return isSoftDeleted(stream);
  return expected === 'any' || expected === 'stream_exists' || expected === actual;
}
