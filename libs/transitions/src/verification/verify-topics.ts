import { START, type Position } from '@app/event-store';
import { PublicationRefused } from '../errors.js';
import type { PublishedTopics } from '../published-topics.js';
import { sourceOf } from '../records/record-headers.js';
import { toRecords } from '../records/to-records.js';
import { CurrentStates } from './current-states.js';
import type { Finding } from './finding.js';
import { LaterRecords } from './later-records.js';
import { surveyLog } from './log-survey.js';
import { loggedBatches, type ReadableLog } from './logged-batches.js';
import { findMissingTransitions } from './missing-transitions.js';
import { walkTopic } from './walk-topic.js';

/** A log and the topics that it is published to. */
export type Verified = Readonly<{
  log: ReadableLog;
  identity: Readonly<{ ledgerId: string; logId: string }>; // of the log
  topics: PublishedTopics;
}>;

export type VerifyOptions = Readonly<{
  after: Position; // findings are about events after it
  to: Position | null; // and up to this one; null: to the checkpoint
  onProgress: (progress: VerifyProgress) => void;
  signal: AbortSignal;
}>;

export type VerifyProgress = Readonly<{
  step: 'read-log' | 'read-transitions' | 'read-states';
  count: number; // of events that have records, or of records
  share: number; // of the step, from 0 to 1
}>;

export type VerifyReport = Readonly<{
  checkpoint: Position; // START: nothing is published yet
  to: Position;
  transitions: number; // that were looked for
  expired: number; // so many of them: they lie before what retention has left
  states: number; // current ones that were looked for
  runs: number; // of which these are, with those that were deleted
  ahead: number; // events that wait to be published
  findings: readonly Finding[];
}>;

/**
 * Compares the topics with the log that they are published from, record by record: one pass over the log and one over each
 * topic, while both may be written. Keeps 50 to 100 bytes an event, and every finding.
 *
 * @throws PublicationRefused if they are not published from this log, PublicationUnavailable, StoreUnavailable, what `eventOf`
 *   throws, the signal's reason when it aborts
 */
export async function verifyTopics(
  { log, identity, topics }: Verified,
  { after, to: wanted, onProgress, signal }: VerifyOptions,
): Promise<VerifyReport> {
  const during = (step: VerifyProgress['step']) => (count: number, share: number) =>
    onProgress({ step, count, share });
  const origin = { ledgerId: identity.ledgerId, publicUrl: '' }; // where schemas are served is not compared
  const checkpoint = await checkpointOf(topics, identity, signal);
  const to = wanted ?? checkpoint;
  const positions = { checkpoint, after, to };
  const survey = await surveyLog(log, origin, positions, during('read-log'), signal);
  const { expected, judged, published, last } = survey;

  const onTransitions = { onRecord: () => undefined, onProgress: during('read-transitions') };
  const transitions = await walkTopic(topics, 'transitions', survey, onTransitions, signal);
  const current = new CurrentStates(expected);
  const onRecord = current.pass.bind(current);
  const onStates = { onRecord, onProgress: during('read-states') };
  const states = await walkTopic(topics, 'states', survey, onStates, signal);

  const later = new LaterRecords([transitions, states], current);
  for await (const { events } of loggedBatches(log, last, null, signal)) {
    for (const { event } of events) later.pass(toRecords(event, origin));
  }
  const extents = await topics.extents('transitions');
  const sought = findMissingTransitions(transitions, expected, judged, extents);
  const shown = current.findOld(states, judged);
  later.findUnexpected(sourceOf(identity.ledgerId));
  const ahead = expected.count - published + later.count;
  const findings = [...transitions.findings, ...states.findings];
  return { checkpoint, to, ...sought, ...shown, ahead, findings };
}

/** How far the log is published; the start if it is not. @throws PublicationRefused if it is another one that is published */
async function checkpointOf(
  topics: PublishedTopics,
  { ledgerId, logId }: Verified['identity'],
  signal: AbortSignal,
): Promise<Position> {
  const newest = await topics.checkpoint(signal);
  if (newest === null) return START;
  if (newest.ledgerId !== ledgerId) {
    throw new PublicationRefused(
      `the topics are those of ledger ${newest.ledgerId}, and the log is that of ledger ${ledgerId}: check KAFKA_TOPIC_PREFIX`,
    );
  }
  if (newest.logId !== logId) {
    throw new PublicationRefused(
      `the topics are published from log ${newest.logId}, and this is log ${logId} of the same ledger`,
    );
  }
  return newest.position;
}
