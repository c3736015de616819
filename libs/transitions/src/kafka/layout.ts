import { setTimeout as delay } from 'node:timers/promises';
import type { Admin, PartitionMetadata } from 'kafkajs';
import { TOPICS, type Topic } from '../topics.js';
import { isDenied } from './failure.js';

/** A topic as it is called on the brokers, with its partitions by their number. */
export type TopicLayout = Readonly<{ name: string; partitions: PartitionMetadata[] }>;

export type Layout = Readonly<Record<Topic, TopicLayout>>;

const POLL = 50; // ms

export const topicName = (prefix: string, topic: Topic): string => prefix + TOPICS[topic].name;

/** The topics and who leads their partitions, once each has a leader: one just made is unknown at first. @throws the signal's reason */
export async function readLayout(
  admin: Admin,
  prefix: string,
  signal: AbortSignal,
): Promise<Layout> {
  const whenLed = async (topic: Topic): Promise<TopicLayout> => {
    const name = topicName(prefix, topic);
    for (;;) {
      const partitions = await findPartitions(admin, name);
      if (partitions.length > 0 && partitions.every(({ leader }) => leader >= 0)) {
        return { name, partitions };
      }
      await delay(POLL, undefined, { signal });
    }
  };
  const transitions = await whenLed('transitions');
  const states = await whenLed('states');
  return { transitions, states, checkpoints: await whenLed('checkpoints') };
}

/** None while the brokers cannot tell. */
async function findPartitions(admin: Admin, name: string): Promise<PartitionMetadata[]> {
  try {
    const { topics } = await admin.fetchTopicMetadata({ topics: [name] });
    const partitions = topics.flatMap((topic) => topic.partitions);
    return partitions.sort((a, b) => a.partitionId - b.partitionId);
  } catch (error) {
    if (isDenied(error)) throw error;
    return [];
  }
}
