import { EventStoreDBClient, FORWARDS, START } from '@eventstore/db-client';

/** All events of a ledger on a server by stream, each stream in order, read beside the service; names as the ledger has them. */
export async function readStreams({ EVENTSTORE_URL: url, EVENTSTORE_NAMESPACE: namespace }) {
  const client = EventStoreDBClient.connectionString(url);
  const prefix = `${namespace}.`;
  const streams = new Map();
  try {
    for await (const { event } of client.readAll({ direction: FORWARDS, fromPosition: START })) {
      if (!event?.streamId.startsWith(prefix)) continue;
      const stream = event.streamId.slice(prefix.length);
      if (!streams.has(stream)) streams.set(stream, []);
      streams.get(stream).push({
        stream,
        revision: event.revision,
        id: event.id,
        type: event.type,
        data: JSON.stringify(event.data),
        metadata: JSON.stringify(event.metadata),
      });
    }
  } finally {
    await client.dispose();
  }
  return streams;
}
