import { randomUUID } from 'node:crypto';
import type { Batch, Consumer, KafkaMessage } from 'kafkajs';
import type { Extent } from '../published-topics.js';
import { Handoff } from './handoff.js';
import { hangUp, type KafkaClient } from './kafka-client.js';

/** Committed messages of a partition, in order. */
export type Stretch = Readonly<{ partition: number; messages: readonly KafkaMessage[] }>;

const MAX_WAIT = 100; // ms that a broker holds an answer back while it has none: no consumer hangs up sooner
const MAX_BYTES = 4_000_000; // of a partition in one answer
const STALLED = 20_000; // ms without news; the election of a leader is over by then

type Span = { at: bigint; readonly end: bigint };

/** Reads a topic once, in a group of its own, as kafkajs knows no other way; then the group can be deleted. */
export class TopicReader {
  readonly groupId: string;
  private readonly handoff = new Handoff<Stretch>();
  private readonly left: Map<number, Span>; // what is still to be read
  private readonly consumer: Consumer;
  private isClosed = false;
  private crash: Error | null = null; // the last that kafkajs recovers from by itself

  /** @param spans what is to be read */
  constructor(
    private readonly client: KafkaClient,
    private readonly topic: string,
    spans: readonly Extent[],
  ) {
    const open = spans.filter(({ first, end }) => first < end);
    this.left = new Map(open.map(({ partition, first, end }) => [partition, { at: first, end }]));
    this.groupId = `${topic}.reader.${randomUUID()}`; // so that a right by the topic's prefix is enough
    this.consumer = client.kafka.consumer({
      groupId: this.groupId,
      maxWaitTimeInMs: MAX_WAIT,
      maxBytesPerPartition: MAX_BYTES,
      allowAutoTopicCreation: false,
      retry: { restartOnFailure: async () => !this.isClosed },
    });
  }

  /** What is committed within the spans. @throws what kafkajs throws, the signal's reason when it aborts */
  async *read(signal: AbortSignal): AsyncGenerator<Stretch> {
    const abort = (): void => this.handoff.fail(signal.reason);
    signal.addEventListener('abort', abort);
    const watch = this.watch();
    try {
      if (signal.aborted) abort();
      else if (this.left.size === 0) this.handoff.end();
      else this.start(watch).catch((error: unknown) => this.handoff.fail(error));
      for (;;) {
        const stretch = await this.handoff.take();
        if (stretch === null) return;
        yield stretch;
        watch.refresh();
      }
    } finally {
      clearTimeout(watch);
      signal.removeEventListener('abort', abort);
      this.handoff.end();
    }
  }

  /** Leaves the group. What kafkajs still repeats by then comes to nothing. */
  async close(): Promise<void> {
    this.isClosed = true;
    const ended = hangUp(this.consumer, this.client);
    this.handoff.end();
    await ended;
    this.client.cut();
  }

  private async start(watch: NodeJS.Timeout): Promise<void> {
    const { consumer, topic } = this;
    const { events } = consumer;
    consumer.on(events.CRASH, ({ payload: { error, restart } }) => {
      if (restart) this.crash = error;
      else this.handoff.fail(error);
    });
    consumer.on(events.GROUP_JOIN, ({ payload }) => this.resume(payload.memberAssignment));
    consumer.on(events.END_BATCH_PROCESS, ({ payload }) => {
      watch.refresh();
      this.pass(payload.partition, BigInt(payload.lastOffset));
    });
    await consumer.connect();
    await consumer.subscribe({ topics: [topic], fromBeginning: true });
    await consumer.run({ autoCommit: false, eachBatch: ({ batch }) => this.give(batch) });
  }

  private async give({ partition, messages }: Batch): Promise<void> {
    const span = this.left.get(partition);
    if (span === undefined) return;
    const unread = messages.filter(({ offset }) => isWithin(span, BigInt(offset)));
    if (unread.length > 0) await this.handoff.give({ partition, messages: unread });
  }

  /**
   * The last offset of a partition may be that of an aborted record or of a transaction's marker, which no handler sees. But
   * kafkajs tells of each batch that it has passed, of what it left out as well: so it is known where a partition ends.
   */
  private pass(partition: number, offset: bigint): void {
    const span = this.left.get(partition);
    if (span === undefined) return;
    if (offset >= span.at) span.at = offset + 1n;
    if (span.at < span.end) return;
    this.left.delete(partition);
    this.pause([partition]);
    if (this.left.size === 0) this.handoff.end();
  }

  /** A group that is joined anew, as after the election of a leader, would begin from the start. */
  private resume(assigned: Readonly<Record<string, readonly number[]>>): void {
    this.pause(assigned[this.topic]?.filter((partition) => !this.left.has(partition)) ?? []);
    for (const [partition, { at }] of this.left) {
      this.consumer.seek({ topic: this.topic, partition, offset: at.toString() });
    }
  }

  private pause(partitions: number[]): void {
    this.consumer.pause([{ topic: this.topic, partitions }]);
  }

  private watch(): NodeJS.Timeout {
    const watch = setTimeout(() => {
      if (!this.handoff.isAwaited) watch.refresh();
      else this.handoff.fail(this.crash ?? new Error(`${this.topic}: no answer in time`));
    }, STALLED);
    return watch;
  }
}

const isWithin = ({ at, end }: Span, offset: bigint): boolean => offset >= at && offset < end;
