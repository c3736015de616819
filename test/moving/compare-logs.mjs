import { brokenLink } from '../../dist/libs/ledger/src/index.js';

/** What differs between a log and its copy, as sentences. The copy may go on where the log ends. */
export async function differencesOf(source, target) {
  const [ours, theirs] = [await streamsOf(source), await streamsOf(target)];
  const differences = [];
  for (const [stream, events] of ours) {
    const copied = theirs.get(stream) ?? [];
    const differs = events.findIndex((event, index) => !areEqual(event, copied[index]));
    if (differs !== -1)
      differences.push(`${stream} differs at revision ${events[differs].revision}`);
    const broken = await brokenLink(each(copied));
    if (broken !== null) differences.push(`${stream} has a broken chain at ${broken.revision}`);
  }
  for (const stream of theirs.keys()) {
    if (!ours.has(stream)) differences.push(`${stream} is not in the log that was copied`);
  }
  return { differences, streams: ours.size };
}

const PARTS = ['revision', 'id', 'type', 'data', 'metadata'];

const areEqual = (event, other) => PARTS.every((part) => event[part] === other?.[part]);

/** Of each stream what can be read of it. */
async function streamsOf(store) {
  const streams = new Map();
  const ending = new AbortController();
  for await (const item of store.subscribe(-1n, ending.signal)) {
    if ('caughtUp' in item) break;
    streams.set(item.stream, []);
  }
  for (const [name, events] of streams) {
    for await (const event of store.read(name)) events.push(event);
  }
  return streams;
}

async function* each(events) {
  yield* events;
}
