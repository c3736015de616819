import type { Admin } from 'kafkajs';
import { PublicationUnavailable } from '../errors.js';
import type { Extent } from '../published-topics.js';
import { protocolErrorOf } from './failure.js';
import { repeat } from './repeat.js';

/**
 * Where the partitions of a topic begin and end for a reader of committed records, by their number: what the brokers call
 * `high` here lies before the first transaction that is open. kafkajs gives up where a leader has just been chosen.
 *
 * @param topic as the brokers call it
 * @throws PublicationUnavailable if there is no such topic, what kafkajs throws when the signal aborts
 */
export async function readExtents(
  admin: Admin,
  topic: string,
  signal: AbortSignal,
): Promise<readonly Extent[]> {
  const offsets = await repeat(signal, () => admin.fetchTopicOffsets(topic).catch(noTopic));
  if (offsets === null) throw new PublicationUnavailable(`there is no topic ${topic}`);
  return offsets
    .map(({ partition, low, high }) => ({ partition, first: BigInt(low), end: BigInt(high) }))
    .sort((a, b) => a.partition - b.partition);
}

function noTopic(error: unknown): null {
  if (protocolErrorOf(error) === 'UNKNOWN_TOPIC_OR_PARTITION') return null;
  throw error;
}
