import type { EventStore, Position } from '@app/event-store';
import {
  resume,
  type HeldPublication,
  type Publication,
  type PublishedLog,
  type PublishedTopics,
  type ResumeFlag,
} from '@app/transitions';
import { portions } from './portions.js';
import type { PublisherNews } from './publisher-news.js';

/** What the publisher stands between. */
export type PublisherParts = Readonly<{
  ours: PublishedLog;
  log: Pick<EventStore, 'subscribe'>;
  /** Where the log ends now: no less than any position that it has told. */
  head: () => Promise<Position>;
  publicUrl: string;
  openTopics: () => Promise<PublishedTopics>;
  hear: (news: PublisherNews) => void;
}>;

/**
 * Takes the topics and publishes the log's transitions until the signal aborts; the portion at hand is ended first. Records
 * and checkpoint become visible together, so that each record is published once whenever the process dies, and whoever
 * takes over goes on where this one came to. An event that cannot be read ends it: none is skipped.
 *
 * @throws Fenced, PublicationInterrupted, PublicationUnavailable, PublicationRefused, StoreUnavailable, UnreadableLedger, the
 *   signal's reason if it aborts before it has begun
 */
export async function publish(
  parts: PublisherParts,
  publication: Publication,
  flag: ResumeFlag | null,
  signal: AbortSignal,
): Promise<void> {
  const held = await publication.take(signal);
  try {
    await publishHeld(parts, held, flag, signal);
  } finally {
    await held.release();
  }
}

async function publishHeld(
  parts: PublisherParts,
  held: HeldPublication,
  flag: ResumeFlag | null,
  signal: AbortSignal,
): Promise<void> {
  const { ours, log, publicUrl, hear } = parts;
  const after = await placeToResume(parts, held, flag, signal);
  await held.publish([], { ...ours, position: after }); // from here on the checkpoint says what the flag did
  hear({ kind: 'resumed', position: after });
  const source = { log, origin: { ledgerId: ours.ledgerId, publicUrl } };
  for await (const { records, position } of portions(source, after, signal)) {
    await held.publish(records, { ...ours, position });
    hear({ kind: 'published', records: records.length, position });
  }
}

/** While the log is searched, the checkpoint that stands is published again: others see that the topics are held. */
function placeToResume(
  { hear, ...parts }: PublisherParts,
  held: HeldPublication,
  flag: ResumeFlag | null,
  signal: AbortSignal,
): Promise<Position> {
  const standing = held.checkpoints.find(({ ledgerId }) => ledgerId === parts.ours.ledgerId);
  const onScan = async (position: Position): Promise<void> => {
    hear({ kind: 'scanned', position });
    if (standing !== undefined) await held.publish([], standing);
  };
  return resume({ ...parts, onScan }, held.checkpoints, flag, signal);
}
