import type { PublishedRecord, PublishedTopics } from '../published-topics.js';
import type { PublicTopic } from '../topics.js';
import type { LogSurvey } from './log-survey.js';
import { TopicWalk } from './topic-walk.js';
import { untilSettled } from './until-settled.js';

const TOLD_EVERY = 1_000; // records

/** Who hears of a walk. */
export type WalkListeners = Readonly<{
  onRecord: (record: PublishedRecord, event: number) => void; // each that the log has, in the order of its partition
  onProgress: (count: number, share: number) => void;
}>;

/** Walks a topic from its begin to its end. @throws PublicationUnavailable, the signal's reason when it aborts */
export async function walkTopic(
  topics: PublishedTopics,
  topic: PublicTopic,
  { expected, judged, published }: LogSurvey,
  { onRecord, onProgress }: WalkListeners,
  signal: AbortSignal,
): Promise<TopicWalk> {
  const partitions = (await topics.extents(topic)).length;
  await untilSettled(topics, { topic, partitions, expected, published }, signal);
  const extents = await topics.extents(topic);
  const offsets = extents.reduce((sum, { first, end }) => sum + Number(end - first), 0);
  const walk = new TopicWalk(topic, partitions, expected, judged);
  let count = 0;
  for await (const record of topics.read(topic, signal)) {
    const event = walk.pass(record);
    if (event !== null) onRecord(record, event);
    count += 1;
    if (count % TOLD_EVERY === 0) onProgress(count, Math.min(1, count / offsets));
  }
  onProgress(count, 1);
  return walk;
}
