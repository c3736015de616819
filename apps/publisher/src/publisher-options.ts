import type { Configuration, Logger } from '@app/runtime';
import {
  openPublication,
  openPublishedTopics,
  type KafkaSettings,
  type ResumeFlag,
} from '@app/transitions';
import type { PublisherNews } from './publisher-news.js';
import type { PublisherOptions } from './publisher.module.js';

/** A publisher between a log and the topics that the settings name. */
export const publisherOptions = (
  settings: KafkaSettings & Pick<Configuration, 'eventStoreUrl' | 'publicUrl'>,
  source: Pick<PublisherOptions, 'log' | 'head' | 'ours'>,
  flag: ResumeFlag | null,
  logger: Logger,
  hear: (news: PublisherNews) => void,
): PublisherOptions => ({
  ...source,
  publicUrl: settings.publicUrl,
  openPublication: () => openPublication(settings, source.ours.ledgerId, logger),
  openTopics: () => openPublishedTopics(settings, logger),
  alone: settings.eventStoreUrl === null,
  flag,
  hear,
});
