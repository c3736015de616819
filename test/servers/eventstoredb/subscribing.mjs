// A subscription: the events after a place, then, once it has said so, those to come. One that is live and lags is dropped.
import { randomUUID } from 'node:crypto';
import { indexAt, isTombstoned, streamNamed } from './log.mjs';
import * as answers from './read-answers.mjs';
import { streamDeleted, tooSlow } from './refusals.mjs';
import { firstVisible, isSoftDeleted } from './visibility.mjs';

/** Events that may wait for a live reader: the real server drops one that lags by a few hundred. */
const MOST_WAITING = 200;

/** Serves a subscription until the call ends. While it is live, `live` holds how to end it as too slow. */
export function subscribe(log, live, request, call) {
  const { stream } = request;
  if (stream !== null && isTombstoned(log, stream)) {
    call.emit('error', streamDeleted(stream));
    return;
  }
  const source = stream === null ? theLog(log, request) : oneStream(log, stream, request);
  deliver(log, live, source, request, call);
}

function deliver(log, live, source, { filter, idsAreStructured }, call) {
  const { events } = source;
  let next = source.start;
  let searched = 0;
  let isBlocked = !call.write(answers.confirmed(randomUUID()));

  const wake = () => {
    if (!isBlocked) send();
    if (isBlocked && live.has(drop) && events.length - next > MOST_WAITING) drop();
  };
  const drop = () => end(tooSlow());
  const leave = () => {
    live.delete(drop);
    log.readers.delete(wake);
  };
  const end = (refusal) => {
    leave();
    call.emit('error', refusal);
  };
  const write = (answer) => {
    if (!call.write(answer)) isBlocked = true;
  };

  function send() {
    if (!live.has(drop)) next = Math.max(next, source.first());
    while (!isBlocked && next < events.length) search(events[next++]);
    if (isBlocked) return;
    if (source.tombstone()) {
      call.write(answers.read(source.tombstone(), idsAreStructured));
      end(streamDeleted(source.name));
    } else if (!live.has(drop) && source.isThere()) {
      live.add(drop);
      write(answers.caughtUp());
    }
  }

  function search(event) {
    if (event.position <= source.after) return;
    if (!filter || filter.matches(event)) write(answers.read(event, idsAreStructured));
    if (!filter) return;
    searched += 1;
    if (searched % filter.interval === 0) write(answers.checkpoint(event.position));
  }

  log.readers.add(wake);
  call.on('drain', () => {
    isBlocked = false;
    if (log.readers.has(wake)) wake();
  });
  call.on('cancelled', leave);
  wake();
}

function theLog(log, { from }) {
  const { events } = log;
  const start = { start: 0, end: events.length }[from] ?? indexAt(log, from);
  return {
    events,
    start,
    after: typeof from === 'number' ? from : -1,
    first: () => 0,
    isThere: () => true,
    tombstone: () => null,
  };
}

/** A stream that is missing or softly deleted is not caught up with before something is written. */
function oneStream(log, name, { from }) {
  const stream = streamNamed(log, name);
  const { events } = stream;
  return {
    name,
    events,
    start: { start: 0, end: events.length }[from] ?? from + 1,
    after: -1,
    first: () => firstVisible(stream),
    isThere: () => events.length > 0 && !isSoftDeleted(stream),
    tombstone: () => stream.tombstone,
  };
}
