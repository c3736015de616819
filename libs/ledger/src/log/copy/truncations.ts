import { revision, type EventStore, type Revision } from '@app/event-store';
import { SourceRefused } from './refused.js';
import type { Survey } from './survey.js';

/** The streams whose first events are hidden, and the revision where what can be read begins: beyond the last if nothing can. */
export type Truncations = ReadonlyMap<string, Revision>;

/** @throws SourceRefused if a placeholder can be read: its event is lost, not hidden */
export async function truncationsOf(
  store: EventStore,
  { streams, placeholders }: Survey,
  signal: AbortSignal,
): Promise<Truncations> {
  const truncations = new Map<string, Revision>();
  for (const [stream, { revision: last }] of streams) {
    signal.throwIfAborted();
    const first = await firstVisible(store, stream, last);
    if (first > 0n) truncations.set(stream, first);
    const placeholder = placeholders.get(stream);
    if (placeholder !== undefined && placeholder >= first) {
      throw new SourceRefused(
        `the source was never finished as a copy: revision ${placeholder} of ${stream} only holds a place`,
      );
    }
  }
  return truncations;
}

async function firstVisible(store: EventStore, stream: string, last: bigint): Promise<Revision> {
  for await (const event of store.read(stream)) return event.revision;
  return revision(last + 1n);
}
