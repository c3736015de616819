import type { EventStore } from '@app/event-store';
import { hashOf, type Link } from '../hash-chain.js';
import { IDENTITY_STREAM } from '../streams.js';
import { TargetRefused } from './refused.js';
import { visibleAt, type Survey } from './survey.js';

/** A log and what a survey found in it. */
export type Surveyed = Readonly<{ store: EventStore; found: Survey }>;

/** A copy that was reopened is finished, and may have gone on. */
export const isFinished = (source: Surveyed, target: Surveyed): boolean =>
  standsAt(target, IDENTITY_STREAM) > standsAt(source, IDENTITY_STREAM);

/**
 * The target holds what the source does, as far as it goes, and goes further only if it is finished. The chains of both
 * hold, so that one event with the same hash vouches for all before it.
 *
 * @throws TargetRefused
 */
export async function demandSame(source: Surveyed, target: Surveyed): Promise<void> {
  const mayGoFurther = isFinished(source, target);
  for (const [stream, link] of target.found.streams) {
    const last = standsAt(source, stream);
    if (link.revision > last && !mayGoFurther) {
      throw new TargetRefused(
        `the target has an event that the source has not, at revision ${last + 1n} of ${stream}`,
      );
    }
    if (last >= 0n) await demandSameStream(source, target, stream, link);
  }
}

/** The source holds nothing that the target does not. @throws TargetRefused */
export function demandWhole(source: Surveyed, target: Surveyed): void {
  const since = isFinished(source, target) ? ', which was finished before,' : '';
  for (const [stream, { revision }] of source.found.streams) {
    const last = standsAt(target, stream);
    if (last < revision) {
      throw new TargetRefused(`the target${since} lacks revision ${last + 1n} of ${stream}`);
    }
  }
}

async function demandSameStream(
  source: Surveyed,
  target: Surveyed,
  stream: string,
  link: Link,
): Promise<void> {
  const last = source.found.streams.get(stream);
  if (last?.revision === link.revision && last.hash === link.hash) return;
  const both = standsAt(source, stream) < link.revision ? standsAt(source, stream) : link.revision;
  const original = await visibleAt(source.store, stream, both);
  if (original === null) return; // hidden by now, so that it does not matter what holds its place
  const copied = link.revision === both ? link.hash : await hashAt(target.store, stream, both);
  if (copied !== null && copied !== hashOf(original)) {
    throw new TargetRefused(
      `revision ${both} of ${stream} is another event in the target than in the source`,
    );
  }
}

async function hashAt(store: EventStore, stream: string, revision: bigint): Promise<string | null> {
  const event = await visibleAt(store, stream, revision);
  return event === null ? null : hashOf(event);
}

const standsAt = ({ found }: Surveyed, stream: string): bigint =>
  found.streams.get(stream)?.revision ?? -1n;
