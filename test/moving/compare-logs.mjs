import { brokenLink } from '../../dist/libs/ledger/src/index.js';

/** What differs between a log and its copy, as sentences. The copy may go on where the log ends. */
export async function differencesOf(source, target) {
  const [ours, theirs] = [await streamsOf(source), await streamsOf(target)];
  const differences = [];
  for (const [stream, places] of ours) {
    const copied = theirs.get(stream) ?? [];
    const differs = places.findIndex((place, index) => place !== copied[index]);
    if (differs !== -1) {
      differences.push(`${stream}: ${places[differs]} became ${copied[differs] ?? 'nothing'}`);
    }
    const broken = await brokenLink(target.read(stream));
    if (broken !== null) differences.push(`${stream} has a broken chain at ${broken.revision}`);
  }
  for (const stream of theirs.keys()) {
    if (!ours.has(stream)) differences.push(`${stream} is not in the log that was copied`);
  }
  return { differences, streams: ours.size };
}

/** Of each stream what can be read of it: revision and id of each event. */
async function streamsOf(store) {
  const names = new Set();
  const ending = new AbortController();
  for await (const item of store.subscribe(-1n, ending.signal)) {
    if ('caughtUp' in item) break;
    names.add(item.stream);
  }
  const streams = new Map();
  for (const name of names) {
    const places = [];
    for await (const { revision, id, data, metadata } of store.read(name)) {
      places.push(`${revision} ${id} ${data} ${metadata}`);
    }
    streams.set(name, places);
  }
  return streams;
}
