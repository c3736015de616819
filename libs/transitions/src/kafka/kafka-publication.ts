import type { Logger } from '@app/runtime';
import { Partitioners, type Admin, type Producer } from 'kafkajs';
import type { HeldPublication, Publication } from '../publication.js';
import { ensureTopics } from './ensure-topics.js';
import { unavailable } from './failure.js';
import { HeldTopics } from './held-topics.js';
import { createKafkaClient, hangUp, type KafkaClient, type KafkaSettings } from './kafka-client.js';
import { readLayout, topicName } from './layout.js';
import { readCheckpoints } from './read-checkpoints.js';
import { repeat } from './repeat.js';
import { withDeadline } from './with-deadline.js';

const OPENING = 10_000; // ms
const TAKING = 30_000; // ms, with the end of what another left open
const ANSWER = 5_000; // ms
const TRANSACTION = 20_000; // ms that one may stay open: readers wait for the end of what nobody ends

/**
 * Creates the topics that are missing, and tells the log how those that exist differ from the manifest.
 *
 * @throws PublicationUnavailable, Error if the file of the authority cannot be read
 */
export async function openKafkaPublication(
  settings: KafkaSettings,
  ledgerId: string,
  logger: Logger,
): Promise<Publication> {
  const client = createKafkaClient(settings, logger);
  const admin = client.kafka.admin();
  try {
    const differences = await withDeadline(OPENING, [], (over) =>
      repeat(over, async () => {
        await admin.connect();
        return ensureTopics(admin, settings.kafkaTopicPrefix, over);
      }),
    );
    for (const difference of differences) {
      logger.warn({ difference }, 'a topic differs from what is published to it');
    }
    return new KafkaPublication(settings, ledgerId, logger, client, admin);
  } catch (cause) {
    client.cut();
    throw unavailable(settings, cause);
  }
}

/** The topics of a ledger in Kafka. Whoever takes them has the transactional id, and others have had it. */
class KafkaPublication implements Publication {
  private readonly closing = new AbortController();

  constructor(
    private readonly settings: KafkaSettings,
    private readonly ledgerId: string,
    private readonly logger: Logger,
    private readonly client: KafkaClient,
    private readonly admin: Admin,
  ) {}

  async take(signal: AbortSignal): Promise<HeldPublication> {
    try {
      return await withDeadline(TAKING, [signal, this.closing.signal], (over) =>
        repeat(over, () => this.takeOnce(over)),
      );
    } catch (cause) {
      signal.throwIfAborted();
      throw unavailable(this.settings, cause);
    }
  }

  async activity(): Promise<bigint> {
    const topic = topicName(this.settings.kafkaTopicPrefix, 'checkpoints');
    try {
      const [first] = await withDeadline(ANSWER, [this.closing.signal], (over) =>
        repeat(over, () => this.admin.fetchTopicOffsets(topic)),
      );
      return BigInt(first?.high ?? 0); // to where committed records go
    } catch (cause) {
      throw unavailable(this.settings, cause);
    }
  }

  async close(): Promise<void> {
    this.closing.abort();
    await hangUp(this.admin, this.client);
  }

  private async takeOnce(over: AbortSignal): Promise<HeldPublication> {
    const client = createKafkaClient(this.settings, this.logger);
    over.addEventListener('abort', client.cut);
    try {
      const producer = this.producerOf(client);
      await producer.connect();
      await fenceOthers(producer);
      const prefix = this.settings.kafkaTopicPrefix;
      const layout = await readLayout(this.admin, prefix, over);
      const parts = { kafka: client.kafka, admin: this.admin, producer };
      const checkpoints = await readCheckpoints(parts, prefix, over);
      over.throwIfAborted();
      return new HeldTopics(checkpoints, producer, client, layout);
    } catch (error) {
      client.cut();
      throw error;
    } finally {
      over.removeEventListener('abort', client.cut);
    }
  }

  private producerOf({ kafka }: KafkaClient): Producer {
    return kafka.producer({
      transactionalId: `${this.settings.kafkaTopicPrefix}runledger.publisher.${this.ledgerId}`,
      transactionTimeout: TRANSACTION,
      createPartitioner: Partitioners.DefaultPartitioner,
      retry: { retries: 0 }, // what kafkajs repeats may be there twice
      maxInFlightRequests: 1,
      allowAutoTopicCreation: false,
    });
  }
}

/** The first transaction of a producer fences those that had its id, and ends what they left open: `connect` does not. */
async function fenceOthers(producer: Producer): Promise<void> {
  const transaction = await producer.transaction();
  await transaction.abort();
}
