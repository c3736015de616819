import { reportPublisher } from '@app/publisher';
import {
  measurePublicationLag,
  type Configuration,
  type Lag,
  type ProcessParts,
  type SharedPosition,
} from '@app/runtime';
import type { KafkaSettings, PublishedLog, ResumeFlag } from '@app/transitions';
import { startThread } from './thread.js';

/** What the thread that publishes is told when it begins. */
export type PublishingData = Readonly<{
  settings: Configuration & KafkaSettings;
  ours: PublishedLog;
  flag: ResumeFlag | null;
  head: SharedArrayBuffer;
}>;

/**
 * Begins the thread that tells Kafka of the log, with connections of its own to both. Commands do not wait for it, and go on
 * when it fails: readiness tells of it, and of its lag.
 *
 * @param published is advanced to what the topics show
 */
export function startPublishing(
  parts: ProcessParts,
  data: PublishingData,
  published: SharedPosition,
  lag: Lag,
): void {
  const { metrics, readiness, lifecycle } = parts;
  const { hear, failure } = reportPublisher(parts, published, (standsBy) => {
    lag.standsBy = standsBy;
  });
  const file = new URL('./publishing.worker.js', import.meta.url);
  const { worker, end } = startThread(file, data);
  worker.on('message', hear);
  worker.on('error', (error) => hear({ kind: 'failing', reason: String(error) }));
  lifecycle.atEnd('publisher', end);
  measurePublicationLag(metrics, lag);
  readiness.mention('publisher', failure);
  readiness.measure('publisher standing by', () => (lag.standsBy ? 1 : 0));
  readiness.measure('publication lag in positions', () => lag.positions);
  readiness.measure('publication lag in seconds', () => lag.seconds);
}
