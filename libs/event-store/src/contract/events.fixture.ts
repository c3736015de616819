import { randomUUID } from 'node:crypto';
import {
  NO_STREAM,
  revision,
  type EventStore,
  type NewEvent,
  type StoredEvent,
} from '../event-store.js';

export const event = (data = '{"n":1}'): NewEvent => ({
  id: randomUUID(),
  type: 'Happened',
  data,
  metadata: '{"m":1}',
});

export const events = (count: number): readonly NewEvent[] =>
  Array.from({ length: count }, () => event());

/** A JSON text of so many bytes. */
export const textOf = (bytes: number): string => JSON.stringify('x'.repeat(bytes - 2));

export async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const found = [];
  for await (const item of items) found.push(item);
  return found;
}

export const read = (store: EventStore, stream: string): Promise<readonly StoredEvent[]> =>
  all(store.read(stream));

/** Appends to a new stream, each event when the one before is answered. */
export async function appendOneByOne(
  store: EventStore,
  stream: string,
  appended: readonly NewEvent[],
): Promise<void> {
  let at = NO_STREAM;
  for (const event of appended) ({ revision: at } = await store.append(stream, at, [event]));
}

export const revisionsOf = (events: readonly StoredEvent[]): readonly bigint[] =>
  events.map(({ revision }) => revision);

export const revisions = (from: number, to: number): readonly bigint[] =>
  Array.from({ length: to - from + 1 }, (_, index) => revision(BigInt(from + index)));
