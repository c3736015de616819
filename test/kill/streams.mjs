import { brokenLink } from '../../dist/libs/ledger/src/index.js';
import { gapsOf } from './gaps.mjs';

/**
 * What the streams of a log say, whoever wrote them.
 *
 * @param streams each the events of one stream in order: `{ stream, revision, id, type, data, metadata }`, texts but the revision
 * @param told the ids of the events that clients were told of
 * @returns how many events and streams there are, and what is wrong with them, as sentences
 */
export async function examineStreams(streams, told) {
  const missing = new Set(told);
  const violations = [];
  let events = 0;
  let count = 0;
  for (const stream of streams) {
    count += 1;
    events += stream.length;
    for (const { id } of stream) missing.delete(id);
    violations.push(...gapsOf(stream), ...(await breaksOf(stream)));
  }
  return {
    events,
    streams: count,
    violations: [...violations, ...[...missing].map((id) => `event ${id} is not in the log`)],
  };
}

async function breaksOf(stream) {
  const broken = await brokenLink(each(stream));
  return broken === null
    ? []
    : [`the hash chain of ${broken.stream} breaks at revision ${broken.revision}`];
}

async function* each(events) {
  yield* events;
}
