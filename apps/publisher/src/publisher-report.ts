import {
  createPublicationMetrics,
  type Logger,
  type ProcessParts,
  type SharedPosition,
} from '@app/runtime';
import type { PublisherNews } from './publisher-news.js';

/** What is known in a process of the publisher that it runs. */
export type PublisherReport = Readonly<{
  hear: (news: PublisherNews) => void;
  failure: () => string | null;
}>;

/**
 * Logs and counts what a publisher tells.
 *
 * @param published is advanced to what the topics show
 * @param onStandby hears whether another is at work
 */
export function reportPublisher(
  { logger, metrics }: Pick<ProcessParts, 'logger' | 'metrics'>,
  published: SharedPosition,
  onStandby: (standsBy: boolean) => void,
): PublisherReport {
  const counts = createPublicationMetrics(metrics);
  let failure: string | null = null;
  const hear = (news: PublisherNews): void => {
    log(logger, news);
    switch (news.kind) {
      case 'standing by':
        return onStandby(news.standsBy);
      case 'scanned':
        return;
      case 'resumed':
        return published.advance(news.position);
      case 'published':
        counts.transactions.inc();
        counts.records.inc(news.records);
        return published.advance(news.position);
      case 'interrupted':
        return counts.interruptions.inc();
      case 'fenced':
        return counts.fences.inc();
      case 'failing':
        failure = news.reason;
    }
  };
  return { hear, failure: () => failure };
}

function log(logger: Logger, news: PublisherNews): void {
  switch (news.kind) {
    case 'standing by': // is told where the lag is measured
      return;
    case 'scanned':
      return logger.info(
        { position: String(news.position) },
        'searching the log for what is published',
      );
    case 'resumed':
      return logger.info({ position: String(news.position) }, 'publishing what follows');
    case 'published':
      return logger.debug({ records: news.records, position: String(news.position) }, 'published');
    case 'interrupted':
      return logger.warn({ reason: news.reason }, 'a transaction was interrupted');
    case 'fenced':
      return logger.warn('another publisher has taken the topics');
    case 'failing':
      if (news.reason === null) logger.info('the publisher works again');
      else logger.error({ reason: news.reason }, 'the publisher does not work');
  }
}
