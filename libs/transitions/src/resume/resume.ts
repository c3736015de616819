import type { EventStore, Position } from '@app/event-store';
import type { Checkpoint } from '../checkpoint.js';
import type { PublishedTopics } from '../published-topics.js';
import { judgeResume, type PublishedLog, type ResumeFlag } from './judge-resume.js';
import { placeOfTails } from './place-of-tails.js';

/** A log, and the topics that it is published to. */
export type ResumeParts = Readonly<{
  ours: PublishedLog;
  log: Pick<EventStore, 'subscribe'>;
  head: () => Promise<Position>;
  openTopics: () => Promise<PublishedTopics>;
  onScan: (position: Position) => Promise<void>; // hears how far the log was read in search of what is published
}>;

/**
 * The position after which publishing goes on. The topics are read only where no checkpoint of ours tells it.
 *
 * @param checkpoints of the topics, which are held meanwhile
 * @throws PublicationRefused, PublicationUnavailable, StoreUnavailable, the signal's reason when it aborts
 */
export async function resume(
  { ours, log, head, openTopics, onScan }: ResumeParts,
  checkpoints: readonly Checkpoint[],
  flag: ResumeFlag | null,
  signal: AbortSignal,
): Promise<Position> {
  const areEnough = flag === null && checkpoints.some(({ ledgerId }) => ledgerId === ours.ledgerId);
  const tails = areEnough || flag === 'from-beginning' ? [] : await tailsOf(openTopics, signal);
  const facts = { ours, head: await head(), checkpoints, hasRecords: tails.length > 0 };
  const place = judgeResume(facts, flag);
  if (place !== 'tails') return place;
  return placeOfTails({ log, ledgerId: ours.ledgerId }, tails, onScan, signal);
}

async function tailsOf(
  openTopics: ResumeParts['openTopics'],
  signal: AbortSignal,
): ReturnType<PublishedTopics['tails']> {
  const topics = await openTopics();
  try {
    return [
      ...(await topics.tails('transitions', signal)),
      ...(await topics.tails('states', signal)),
    ];
  } finally {
    await topics.close();
  }
}
