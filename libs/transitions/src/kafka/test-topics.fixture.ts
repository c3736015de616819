import { createLogger } from '@app/runtime';
import { openPublication } from '../open-publication.js';
import type { TestTopics } from '../publication.contract.js';
import { Committed } from './committed.fixture.js';
import type { KafkaSettings } from './kafka-client.js';

const SILENT = createLogger('silent');

export const settingsOf = (
  brokers: readonly string[],
  kafkaTopicPrefix: string,
): KafkaSettings => ({
  kafkaBrokers: brokers,
  kafkaTopicPrefix,
  kafkaSasl: null,
  kafkaTls: false,
  kafkaTlsCa: null,
});

/** Topics under a prefix, and a consumer of them from the first time that one is asked for. */
export function openTestTopics(settings: KafkaSettings): TestTopics {
  let consumer: Promise<Committed> | null = null;
  return {
    open: (ledgerId) => openPublication(settings, ledgerId, SILENT),
    async committed(count) {
      consumer ??= Committed.open(settings.kafkaBrokers, settings.kafkaTopicPrefix);
      return (await consumer).atLeast(count);
    },
    close: async () => (await consumer)?.close(),
  };
}
