// The bare client of the event store: appends one event at a time at exact revisions, each stream waiting for its own
// answer. In a process of its own; it is sent what to do and sends back how many appends a second were answered.
import { randomUUID } from 'node:crypto';
import { EventStoreDBClient, jsonEvent, NO_STREAM } from '@eventstore/db-client';

process.once('message', ({ url, inFlight, seconds, event }) => {
  void append(url, inFlight, seconds, event).then((perSecond) => {
    process.send(perSecond, () => process.exit());
  });
});

async function append(url, inFlight, seconds, { type, data, metadata }) {
  const client = EventStoreDBClient.connectionString(url);
  const body = { type, data: JSON.parse(data), metadata: new Uint8Array(Buffer.from(metadata)) };
  let answered = 0;
  const begun = performance.now();
  const until = begun + 1000 * seconds;
  const one = async () => {
    const stream = `bare-${randomUUID()}`;
    let expectedRevision = NO_STREAM;
    while (performance.now() < until) {
      const events = [jsonEvent({ ...body, id: randomUUID() })];
      const appended = await client.appendToStream(stream, events, { expectedRevision });
      expectedRevision = appended.nextExpectedRevision;
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: inFlight }, one));
  const perSecond = (1000 * answered) / (performance.now() - begun);
  await client.dispose();
  return perSecond;
}
