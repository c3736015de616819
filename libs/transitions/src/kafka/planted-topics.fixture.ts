import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Kafka, logLevel, Partitioners, type Admin, type Producer } from 'kafkajs';
import type { Topic } from '../topics.js';
import { ensureTopics } from './ensure-topics.js';
import { topicName } from './layout.js';
import { readExtents } from './topic-extents.js';

/** A record for a place of its own choice; without a partition it goes where its key belongs. */
export type Planted = Readonly<{
  topic: Topic;
  partition?: number;
  key: string;
  value: string | null;
  headers?: Readonly<Record<string, string>>;
}>;

/** Topics of a ledger that are written by hand, faults included. */
export class PlantedTopics {
  private constructor(
    private readonly kafka: Kafka,
    readonly prefix: string,
    readonly admin: Admin,
    private readonly producer: Producer,
  ) {}

  static async open(brokers: readonly string[], prefix: string): Promise<PlantedTopics> {
    const kafka = new Kafka({
      brokers: [...brokers],
      logLevel: logLevel.NOTHING,
      retry: { initialRetryTime: 20, multiplier: 1.5, maxRetryTime: 1000, retries: 12 },
    });
    const admin = kafka.admin();
    await admin.connect();
    await ensureTopics(admin, prefix, AbortSignal.timeout(20_000));
    const producer = await transactionalProducer(kafka);
    return new PlantedTopics(kafka, prefix, admin, producer);
  }

  /** Makes records visible together, and waits until they are. */
  async commit(records: readonly Planted[]): Promise<void> {
    await this.transact(records, 'commit');
  }

  async abort(records: readonly Planted[]): Promise<void> {
    await this.transact(records, 'abort');
  }

  /** Sends records without a transaction. */
  async send(records: readonly Planted[]): Promise<void> {
    const producer = this.kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
    await producer.connect();
    await this.sendWith(producer, records);
    await producer.disconnect();
  }

  /** Sends records in a transaction that stays open until what is returned is called. */
  async leaveOpen(records: readonly Planted[]): Promise<() => Promise<void>> {
    const producer = await transactionalProducer(this.kafka);
    const transaction = await producer.transaction();
    await this.sendWith(transaction, records);
    return async () => {
      await transaction.commit();
      await producer.disconnect();
    };
  }

  async leaderOf(topic: Topic, partition: number): Promise<number> {
    const { topics } = await this.admin.fetchTopicMetadata({
      topics: [topicName(this.prefix, topic)],
    });
    const found = topics[0]?.partitions.find(({ partitionId }) => partitionId === partition);
    if (found === undefined) throw new Error(`there is no partition ${partition}`);
    return found.leader;
  }

  /** Does what retention does. */
  dropBefore(topic: Topic, partition: number, offset: string): Promise<void> {
    const name = topicName(this.prefix, topic);
    return this.admin.deleteTopicRecords({ topic: name, partitions: [{ partition, offset }] });
  }

  /** The groups that read these topics. */
  async readers(): Promise<readonly string[]> {
    const { groups } = await this.admin.listGroups();
    return groups.map(({ groupId }) => groupId).filter((id) => id.startsWith(this.prefix));
  }

  async close(): Promise<void> {
    await this.producer.disconnect();
    await this.admin.disconnect();
  }

  private async transact(records: readonly Planted[], end: 'commit' | 'abort'): Promise<void> {
    const transaction = await this.producer.transaction();
    const ends = await this.sendWith(transaction, records);
    await transaction[end]();
    for (const [topic, partition, offset] of ends) await this.stableAt(topic, partition, offset);
  }

  /** One by one: of what goes to several leaders at once, kafkajs may double some. */
  private async sendWith(
    { send }: Pick<Producer, 'send'>,
    records: readonly Planted[],
  ): Promise<readonly (readonly [string, number, bigint])[]> {
    const sent: [string, number, bigint][] = [];
    for (const { topic, ...message } of records) {
      const name = topicName(this.prefix, topic);
      const [told] = await send({ topic: name, messages: [message] });
      if (told?.baseOffset === undefined) throw new Error('nothing was told of a record');
      sent.push([name, told.partition, BigInt(told.baseOffset)]);
    }
    return sent;
  }

  private async stableAt(topic: string, partition: number, offset: bigint): Promise<void> {
    const signal = AbortSignal.timeout(20_000);
    while (!signal.aborted) {
      const extents = await readExtents(this.admin, topic, signal);
      if ((extents[partition]?.end ?? 0n) > offset + 1n) return;
      await delay(5);
    }
  }
}

async function transactionalProducer(kafka: Kafka): Promise<Producer> {
  const producer = kafka.producer({
    transactionalId: randomUUID(),
    maxInFlightRequests: 1,
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  return producer;
}
