import { START, type Position } from '@app/event-store';
import { PublicationRefused } from '../errors.js';
import type { RecordOrigin } from '../records/record-headers.js';
import { toRecords } from '../records/to-records.js';
import { ExpectedRecords } from './expected-records.js';
import { loggedBatches, type ReadableLog } from './logged-batches.js';
import type { EventRange } from './topic-walk.js';

/** What a log says about its topics. */
export type LogSurvey = Readonly<{
  expected: ExpectedRecords; // from the start of the log to where the survey ended
  judged: EventRange; // of the expected events: those that findings are about
  published: number; // so many of them, up to the checkpoint
  last: Position; // of the last of them
}>;

/** Positions of a log: how far it is published, and what is judged of it; *after* is exclusive. */
export type SurveyedPositions = Readonly<{ checkpoint: Position; after: Position; to: Position }>;

/**
 * Reads a log from its start to the checkpoint, or further if that is judged.
 *
 * @param onEvents hears how many events have records so far, and the position that was reached
 * @throws PublicationRefused if the log ends before the checkpoint, StoreUnavailable, the signal's reason when it aborts
 */
export async function surveyLog(
  log: ReadableLog,
  origin: RecordOrigin,
  { checkpoint, after, to }: SurveyedPositions,
  onEvents: (count: number, share: number) => void,
  signal: AbortSignal,
): Promise<LogSurvey> {
  const end = to > checkpoint ? to : checkpoint;
  const expected = new ExpectedRecords();
  const counts = { after: 0, to: 0, checkpoint: 0 };
  let reached = START;
  let last = START;
  for await (const { events, position } of loggedBatches(log, START, end, signal)) {
    for (const { event, position: at } of events) {
      expected.add(event, toRecords(event, origin));
      if (at <= after) counts.after = expected.count;
      if (at <= to) counts.to = expected.count;
      if (at <= checkpoint) counts.checkpoint = expected.count;
      last = at;
    }
    reached = position;
    onEvents(expected.count, Math.min(1, Number(reached) / Number(end)));
  }
  if (reached < checkpoint) {
    throw new PublicationRefused(
      `the topics are published to position ${checkpoint}, and the log ends at ${reached}: it is an older copy of the log`,
    );
  }
  const judged = { from: counts.after, to: Math.max(counts.after, counts.to) };
  return { expected, judged, published: counts.checkpoint, last };
}
