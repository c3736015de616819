import { openLogFile } from '../support/log-file.mjs';

/** The streams of a log file one by one, read beside the server. */
export function* streamsOf(dataDir) {
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
