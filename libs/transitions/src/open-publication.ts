import type { Logger } from '@app/runtime';
import type { KafkaSettings } from './kafka/kafka-client.js';
import type { Publication } from './publication.js';

/**
 * Opens the topics of a ledger for writing. Those that are missing are created; how others differ from the manifest is told to
 * the log, and nothing of them is changed.
 *
 * @throws PublicationUnavailable also if the brokers do not let us in, Error if the file of an authority cannot be read
 */
export async function openPublication(
  settings: KafkaSettings,
  ledgerId: string,
  logger: Logger,
): Promise<Publication> {
  const { openKafkaPublication } = await import('./kafka/kafka-publication.js'); // kafkajs takes its time to load
  return openKafkaPublication(settings, ledgerId, logger);
}
