import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Kafka, logLevel, type Consumer, type KafkaMessage } from 'kafkajs';
import type { PublishedRecord } from '../published-topics.js';
import type { PublicTopic } from '../topics.js';
import { topicName } from './layout.js';

const PATIENCE = 40_000; // ms, with the election of leaders and the end of what nobody ends
const PUBLIC: readonly PublicTopic[] = ['transitions', 'states'];

/** A consumer of committed records that keeps all that the public topics have for it, those of a partition in their order. */
export class Committed {
  private readonly records: PublishedRecord[] = [];
  private readonly last = new Map<string, bigint>(); // offset, by topic and partition

  private constructor(private readonly consumer: Consumer) {}

  static async open(brokers: readonly string[], prefix: string): Promise<Committed> {
    const kafka = new Kafka({ brokers: [...brokers], logLevel: logLevel.NOTHING });
    const consumer = kafka.consumer({ groupId: randomUUID(), maxWaitTimeInMs: 100 });
    const committed = new Committed(consumer);
    const topics = new Map(PUBLIC.map((topic) => [topicName(prefix, topic), topic]));
    await consumer.connect();
    await consumer.subscribe({ topics: [...topics.keys()], fromBeginning: true });
    await consumer.run({
      autoCommit: false,
      eachBatch: async ({ batch: { topic: name, partition, messages } }) => {
        const topic = topics.get(name) ?? 'transitions';
        for (const message of messages) committed.keep(recordOf(topic, partition, message));
      },
    });
    return committed;
  }

  /** The records, once there are so many: a commit is answered a little before they can be seen. */
  async atLeast(count: number): Promise<readonly PublishedRecord[]> {
    const end = performance.now() + PATIENCE;
    while (this.records.length < count) {
      if (performance.now() > end) throw new Error(`${this.records.length} of ${count} came`);
      await delay(5);
    }
    return this.records;
  }

  close(): Promise<void> {
    return this.consumer.disconnect();
  }

  /** Each place once: a group that lost its coordinator begins again. */
  private keep(record: PublishedRecord): void {
    const { topic, partition, offset } = record;
    const place = `${topic}/${partition}`;
    if (offset <= (this.last.get(place) ?? -1n)) return;
    this.last.set(place, offset);
    this.records.push(record);
  }
}

const recordOf = (
  topic: PublicTopic,
  partition: number,
  { key, value, headers, offset }: KafkaMessage,
): PublishedRecord => ({
  topic,
  key: String(key),
  headers: Object.fromEntries(
    Object.entries(headers ?? {}).map(([name, text]) => [name, String(text)]),
  ),
  value: value === null ? null : String(value),
  partition,
  offset: BigInt(offset),
});
