import { brokenLink } from '../../dist/libs/ledger/src/index.js';
import { openLogFile } from '../support/log-file.mjs';

/**
 * What the log file itself says, read beside the server.
 *
 * @param told the ids of the events that clients were told of
 * @returns how many events and streams there are, and what is wrong with them, as sentences
 */
export async function examineLog(dataDir, told) {
  const missing = new Set(told);
  const violations = [];
  let events = 0;
  let streams = 0;
  for (const stream of streamsOf(dataDir)) {
    streams += 1;
    events += stream.length;
    for (const { id } of stream) missing.delete(id);
    violations.push(...gapsOf(stream), ...(await breaksOf(stream)));
  }
  return {
    events,
    streams,
    violations: [...violations, ...[...missing].map((id) => `event ${id} is not in the log`)],
  };
}

function* streamsOf(dataDir) {
  const log = openLogFile(dataDir);
  try {
    let stream = [];
    for (const event of log.prepare(EVENTS).iterate()) {
      if (stream.length > 0 && stream[0].stream !== event.stream) {
        yield stream;
        stream = [];
      }
      stream.push(event);
    }
    if (stream.length > 0) yield stream;
  } finally {
    log.close();
  }
}

const EVENTS = `
  SELECT stream.name AS stream, revision, event.id, type, data, metadata
  FROM event JOIN stream ON stream.id = event.stream
  ORDER BY event.stream, revision`;

// Nothing is deleted from the file: what is truncated is only hidden.
function gapsOf(stream) {
  const transitions = stream
    .filter(({ type }) => type === 'StateSet')
    .map(({ data }) => JSON.parse(data).transition);
  return [
    ...(follow(
      stream.map(({ revision }) => Number(revision)),
      0,
    )
      ? []
      : [`${stream[0].stream} has a gap in its revisions`]),
    ...(follow(transitions, 1) ? [] : [`${stream[0].stream} has a gap in its transitions`]),
  ];
}

const follow = (numbers, first) => numbers.every((number, index) => number === first + index);

async function breaksOf(stream) {
  const broken = await brokenLink(each(stream));
  return broken === null
    ? []
    : [`the hash chain of ${broken.stream} breaks at revision ${broken.revision}`];
}

async function* each(events) {
  yield* events;
}
