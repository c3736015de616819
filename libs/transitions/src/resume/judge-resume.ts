import { START, type Position } from '@app/event-store';
import type { Checkpoint } from '../checkpoint.js';
import { PublicationRefused } from '../errors.js';

/** Which ledger is published, and which log holds it. */
export type PublishedLog = Omit<Checkpoint, 'position'>;

/** What is wanted where log and topics do not fit: every record again, or to go on after those that are there. */
export type ResumeFlag = 'from-beginning' | 'adopt';

/** What log and topics say of each other. */
export type ResumeFacts = Readonly<{
  ours: PublishedLog;
  head: Position; // of our log
  checkpoints: readonly Checkpoint[]; // in the topics, of whatever ledger
  hasRecords: boolean; // whether a consumer would find some
}>;

/**
 * Where publishing goes on: after a position, or after the events that the last records tell of. A flag to adopt the topics
 * counts only where they do not fit; one to begin again always does.
 *
 * @throws PublicationRefused
 */
export function judgeResume(
  { ours, head, checkpoints, hasRecords }: ResumeFacts,
  flag: ResumeFlag | null,
): Position | 'tails' {
  if (flag === 'from-beginning') return START;
  const last = checkpoints.find(({ ledgerId }) => ledgerId === ours.ledgerId);
  if (last?.logId === ours.logId && last.position <= head) return last.position;
  const [other] = checkpoints;
  if (last === undefined && other !== undefined) throw new PublicationRefused(ofAnother(other));
  if (last === undefined && !hasRecords) return START;
  if (flag === 'adopt') return 'tails';
  if (last === undefined) throw new PublicationRefused(WITHOUT_CHECKPOINT);
  throw new PublicationRefused(
    last.logId === ours.logId ? beyondHead(last, head) : fromAnotherLog(last),
  );
}

const ofAnother = ({ ledgerId }: Checkpoint): string =>
  `the topics are those of another ledger (${ledgerId}): give this one topics of its own with another KAFKA_TOPIC_PREFIX`;

const beyondHead = ({ position }: Checkpoint, head: Position): string =>
  `this log was published up to position ${position} and ends at ${head}: it was restored from an older copy. Restore a newer one, or give it topics of its own with another KAFKA_TOPIC_PREFIX`;

const FLAGS =
  '--adopt goes on after the last record that is there, --from-beginning publishes every record again under its id';

const fromAnotherLog = ({ logId }: Checkpoint): string =>
  `the topics were published from another log of this ledger (${logId}), which was copied or restored since: ${FLAGS}`;

const WITHOUT_CHECKPOINT = `the topics hold records, and no checkpoint says of which log: ${FLAGS}`;
