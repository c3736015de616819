import { setTimeout as delay } from 'node:timers/promises';
import type { PublishedTopics } from '../published-topics.js';
import type { PublicTopic } from '../topics.js';
import type { ExpectedRecords } from './expected-records.js';
import { partitionOf } from './partition-of.js';

const PATIENCE = 5_000; // ms
const PAUSE = 20; // ms

/** What a topic is to have: the records of so many events. */
export type Settled = Readonly<{
  topic: PublicTopic;
  partitions: number;
  expected: ExpectedRecords;
  published: number; // of the expected events: those up to the checkpoint
}>;

/**
 * Waits for the last records that a topic is to have: a transaction becomes visible in one partition after the other, so that
 * its checkpoint may be seen before its records. What does not come is not waited for any longer: it is missing.
 *
 * @throws PublicationUnavailable, the signal's reason when it aborts
 */
export async function untilSettled(
  topics: Pick<PublishedTopics, 'tails'>,
  settled: Settled,
  signal: AbortSignal,
): Promise<void> {
  const lasts = lastEvents(settled);
  const until = performance.now() + PATIENCE;
  for (;;) {
    const tails = await topics.tails(settled.topic, signal);
    const shown = new Map(
      tails.map((tail) => [tail.partition, settled.expected.eventOf(tail) ?? Infinity]),
    );
    const isThere = [...lasts].every(([partition, last]) => (shown.get(partition) ?? -1) >= last);
    if (isThere || performance.now() > until) return;
    await delay(PAUSE, undefined, { signal });
  }
}

/** The last event that each partition is to have a record of. */
function lastEvents({ topic, partitions, expected, published }: Settled): Map<number, number> {
  const lasts = new Map<number, number>();
  for (let event = published - 1; event >= 0 && lasts.size < partitions; event -= 1) {
    if (!expected.gives(event, topic)) continue;
    const partition = partitionOf(expected.keyOf(event), partitions);
    if (!lasts.has(partition)) lasts.set(partition, event);
  }
  return lasts;
}
