import type { Logger } from '@app/runtime';
import type { Admin, KafkaMessage } from 'kafkajs';
import { decodeCheckpoint, type Checkpoint } from '../checkpoint.js';
import type { Extent, PublishedRecord, PublishedTopics } from '../published-topics.js';
import type { PublicTopic, Topic } from '../topics.js';
import { PublicationUnavailable } from '../errors.js';
import { unavailable } from './failure.js';
import { createKafkaClient, hangUp, type KafkaClient, type KafkaSettings } from './kafka-client.js';
import { topicName } from './layout.js';
import { readExtents } from './topic-extents.js';
import { TopicReader } from './topic-reader.js';
import { unlessAborted } from './unless-aborted.js';
import { withDeadline } from './with-deadline.js';

const ANSWER = 15_000; // ms
const NEVER = new AbortController().signal;
const SOON = 1_000; // ms
const NEAR = 100n; // offsets before the end of a partition, where its last record is looked for first
const FURTHER = 10n; // times as many, where there were only markers

/** The topics of a ledger in Kafka, read as a consumer reads them that neither writes nor commits anything. */
class KafkaPublishedTopics implements PublishedTopics {
  private readonly leaving = new Set<Promise<unknown>>();

  constructor(
    private readonly settings: KafkaSettings,
    private readonly logger: Logger,
    private readonly client: KafkaClient,
    private readonly admin: Admin,
  ) {}

  async *read(topic: PublicTopic, signal: AbortSignal): AsyncGenerator<PublishedRecord> {
    const spans = await this.spansOf(topic, signal);
    for await (const found of this.messages(topic, spans, signal)) {
      yield toPublishedRecord(topic, found);
    }
  }

  async tails(topic: PublicTopic, signal: AbortSignal): Promise<readonly PublishedRecord[]> {
    const last = await this.lastOf(topic, () => true, signal);
    return last.map((found) => toPublishedRecord(topic, found));
  }

  async checkpoint(signal: AbortSignal): Promise<Checkpoint | null> {
    const [last] = await this.lastOf('checkpoints', ({ value }) => value !== null, signal);
    return last === undefined ? null : decodeCheckpoint(String(last.message.value));
  }

  extents(topic: PublicTopic): Promise<readonly Extent[]> {
    return this.spansOf(topic, NEVER);
  }

  async close(): Promise<void> {
    await Promise.all(this.leaving);
    await hangUp(this.admin, this.client);
    this.client.cut(); // what kafkajs still repeats comes to nothing
  }

  /** The last message of each partition that is wanted, looked for from the end. */
  private async lastOf(
    topic: Topic,
    isWanted: (message: KafkaMessage) => boolean,
    signal: AbortSignal,
  ): Promise<readonly Found[]> {
    const last = new Map<number, Found>();
    let spans = await this.spansOf(topic, signal);
    for (let reach = NEAR; spans.length > 0; reach *= FURTHER) {
      const near = spans.map((span) => ({ ...span, first: latest(span.first, span.end - reach) }));
      for await (const found of this.messages(topic, near, signal)) {
        if (isWanted(found.message)) last.set(found.partition, found);
      }
      spans = spans
        .map((span, nth) => ({ ...span, end: near[nth]?.first ?? span.first }))
        .filter(({ partition, first, end }) => first < end && !last.has(partition));
    }
    return [...last.values()];
  }

  private async *messages(
    topic: Topic,
    spans: readonly Extent[],
    signal: AbortSignal,
  ): AsyncGenerator<Found> {
    const client = createKafkaClient(this.settings, this.logger);
    const reader = new TopicReader(client, topicName(this.settings.kafkaTopicPrefix, topic), spans);
    try {
      for await (const { partition, messages } of reader.read(signal)) {
        for (const message of messages) {
          signal.throwIfAborted();
          yield { partition, message };
        }
      }
    } catch (error) {
      signal.throwIfAborted();
      throw unavailable(this.settings, error);
    } finally {
      this.leave(reader);
    }
  }

  /** Ends behind the caller's back. A group that could not be deleted has no members and expires. */
  private leave(reader: TopicReader): void {
    const left = reader
      .close()
      .then(() => this.deleteGroup(reader.groupId))
      .catch(() => undefined)
      .finally(() => this.leaving.delete(left));
    this.leaving.add(left);
  }

  private deleteGroup(groupId: string): Promise<unknown> {
    return unlessAborted(AbortSignal.timeout(SOON), this.admin.deleteGroups([groupId]));
  }

  private async spansOf(topic: Topic, signal: AbortSignal): Promise<readonly Extent[]> {
    const name = topicName(this.settings.kafkaTopicPrefix, topic);
    try {
      return await withDeadline(ANSWER, [signal], (over) => readExtents(this.admin, name, over));
    } catch (error) {
      signal.throwIfAborted();
      throw error instanceof PublicationUnavailable ? error : unavailable(this.settings, error);
    }
  }
}

/** A message of a partition. */
type Found = Readonly<{ partition: number; message: KafkaMessage }>;

/**
 * Opens the topics that the settings name; they need not be there yet.
 *
 * @throws PublicationUnavailable
 */
export async function openKafkaPublishedTopics(
  settings: KafkaSettings,
  logger: Logger,
): Promise<PublishedTopics> {
  const client = createKafkaClient(settings, logger);
  const admin = client.kafka.admin();
  try {
    await unlessAborted(AbortSignal.timeout(ANSWER), admin.connect());
  } catch (error) {
    await hangUp(admin, client);
    throw unavailable(settings, error);
  }
  return new KafkaPublishedTopics(settings, logger, client, admin);
}

const toPublishedRecord = (
  topic: PublicTopic,
  { partition, message: { key, value, headers = {}, offset } }: Found,
): PublishedRecord => ({
  topic,
  partition,
  offset: BigInt(offset),
  key: String(key ?? ''),
  value: value === null ? null : String(value),
  headers: Object.fromEntries(
    Object.entries(headers).map(([name, header]) => [name, String(header)]),
  ),
});

const latest = (a: bigint, b: bigint): bigint => (a > b ? a : b);
