import { hash } from 'node:crypto';
import type { NewEvent, StoredEvent } from '@app/event-store';

/** What the chain of a stream begins with. */
export const NO_HASH = '';

/**
 * An event with the chain's two last members in its metadata: `previous`, the hash of the event before it in the
 * stream, and `hash`, SHA-256 over previous hash, stream, revision, id, type, data and metadata without the hash.
 *
 * @param metadata JSON text of an object with at least one member
 */
export function chained(event: NewEvent, place: Place, previous: string): ChainedEvent {
  const metadata = `${event.metadata.slice(0, -1)},"previous":"${previous}"}`;
  const link = linkOf({ ...event, metadata }, place, previous);
  return {
    event: { ...event, metadata: `${metadata.slice(0, -1)},"hash":"${link}"}` },
    hash: link,
  };
}

export type Place = Readonly<{ stream: string; revision: bigint }>;

export type ChainedEvent = Readonly<{ event: NewEvent; hash: string }>;

/** The hash that an event carries. */
export const hashOf = ({ metadata }: StoredEvent): string => HASH.exec(metadata)?.[1] ?? NO_HASH;

/**
 * Where the chain of a stream breaks: the first event that is not what was written there, or null if all are.
 * What stands before the first event that can be read is taken on trust.
 */
export async function brokenLink(events: AsyncIterable<StoredEvent>): Promise<StoredEvent | null> {
  let before: Link | null = null;
  for await (const event of events) {
    if (!isLinked(before, event)) return event;
    before = { revision: event.revision, hash: hashOf(event) };
  }
  return null;
}

/** The last event of a stream as far as it was read. */
export type Link = Readonly<{ revision: bigint; hash: string }>;

/** Whether an event is what was written there, right after the one before; null: it is the first that can be read. */
export const isLinked = (before: Link | null, event: StoredEvent): boolean =>
  follows(before, event) && isIntact(event);

function follows(before: Link | null, event: StoredEvent): boolean {
  if (before === null) return event.revision > 0n || previousOf(event) === NO_HASH;
  return event.revision === before.revision + 1n && previousOf(event) === before.hash;
}

function isIntact(event: StoredEvent): boolean {
  const metadata = event.metadata.replace(HASH, '}');
  return linkOf({ ...event, metadata }, event, previousOf(event)) === hashOf(event);
}

const HASH = /,"hash":"([\w-]+)"\}$/;

const previousOf = ({ metadata }: StoredEvent): string =>
  /"previous":"([\w-]*)","hash":"[\w-]+"\}$/.exec(metadata)?.[1] ?? NO_HASH;

// JSON text has no bare line break, so that no two events run into the same text.
const linkOf = ({ id, type, data, metadata }: NewEvent, place: Place, previous: string): string =>
  hash(
    'sha256',
    `${previous}\n${place.stream}\n${place.revision}\n${id}\n${type}\n${data}\n${metadata}`,
    'base64url',
  );
