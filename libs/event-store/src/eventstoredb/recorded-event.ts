import type { ResolvedEvent } from '@eventstore/db-client';
import { position, revision, type StoredEvent } from '../event-store.js';
import type { Namespace } from './namespace.js';

/** An event as the port shows it; null for one of the server or of another ledger. */
export function toStoredEvent(
  { event, commitPosition }: ResolvedEvent,
  namespace: Namespace,
): StoredEvent | null {
  if (event === undefined || event.type.startsWith('$')) return null;
  const stream = namespace.inner(event.streamId);
  const at = event.position?.commit ?? commitPosition;
  if (stream === null || at === undefined) return null;
  return {
    stream,
    revision: revision(event.revision),
    position: position(at),
    id: event.id,
    type: event.type,
    data: textOf(event.data),
    metadata: textOf(event.metadata),
  };
}

/** The driver parses JSON, and leaves as bytes what is none. */
const textOf = (parsed: unknown): string =>
  parsed instanceof Uint8Array
    ? Buffer.from(parsed).toString()
    : parsed === undefined
      ? ''
      : JSON.stringify(parsed);
