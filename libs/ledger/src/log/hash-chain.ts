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
  let before: StoredEvent | null = null;
  for await (const event of events) {
    if (!follows(before, event) || !isIntact(event)) return event;
    before = event;
  }
  return null;
}

function follows(before: StoredEvent | null, event: StoredEvent): boolean {
  if (before === null) return event.revision > 0n || previousOf(event) === NO_HASH;
  return event.revision === before.revision + 1n && previousOf(event) === hashOf(before);
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
