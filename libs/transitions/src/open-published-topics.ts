import type { Logger } from '@app/runtime';
import type { KafkaSettings } from './kafka/kafka-client.js';
import type { PublishedTopics } from './published-topics.js';

/**
 * Opens the topics that the settings name for reading; they need not be there yet.
 *
 * @throws PublicationUnavailable
 */
export async function openPublishedTopics(
  settings: KafkaSettings,
  logger: Logger,
): Promise<PublishedTopics> {
  const { openKafkaPublishedTopics } = await import('./kafka/published-topics.js'); // its driver takes its time to load
  return openKafkaPublishedTopics(settings, logger);
}
