// Reads of one stream or of the log: what there is when they begin, and then the end.
import { isTombstoned, indexAt } from './log.mjs';
import * as answers from './read-answers.mjs';
import { streamDeleted, unknown } from './refusals.mjs';
import { firstVisible, isSoftDeleted } from './visibility.mjs';

/**
 * The messages of a read, made as they are asked for.
 *
 * @throws the refusal of a read that the real server refuses
 */
export function read(log, request) {
  if (request.count === 0) throw unknown('Count must be positive.');
  const { stream } = request;
  return stream === null ? ofLog(log, request) : ofStream(log, stream, request);
}

function ofStream(log, name, request) {
  if (request.from === 'end' && !request.backwards) throw unknown('Invalid position.');
  if (isTombstoned(log, name)) throw streamDeleted(name);
  const stream = log.streams.get(name);
  if (!stream || stream.events.length === 0 || isSoftDeleted(stream)) {
    return [answers.notFound(name)];
  }
  const { events } = stream;
  const bounds = { first: firstVisible(stream), last: events.length - 1 };
  return shown(events, startIn(events, request), bounds, request);
}

function ofLog(log, request) {
  const { events } = log;
  const bounds = { first: 0, last: events.length - 1 };
  return shown(events, startInLog(log, request), bounds, request);
}

function startIn(events, { from }) {
  if (from === 'start') return 0;
  return from === 'end' ? events.length - 1 : from;
}

/** Forwards a read of the log begins with the position it names, backwards with the event before that. */
function startInLog(log, { from, backwards }) {
  const { events } = log;
  if (from === 'end') return backwards ? events.length - 1 : events.length;
  const index = from === 'start' ? 0 : indexAt(log, from);
  const isBeyond = index === events.length && from >= log.end;
  const isBetween = from !== 'start' && from > 0 && events[index]?.position !== from;
  if (isBetween && !(isBeyond && !backwards)) throw unknown('Unexpected position.');
  return backwards ? index - 1 : index;
}

function* shown(events, start, { first, last }, { backwards, count, filter, idsAreStructured }) {
  const step = backwards ? -1 : 1;
  let left = count;
  let index = backwards ? Math.min(start, last) : Math.max(start, first);
  for (; left > 0 && index >= first && index <= last; index += step) {
    if (filter && !filter.matches(events[index])) continue;
    yield answers.read(events[index], idsAreStructured);
    left -= 1;
  }
}
