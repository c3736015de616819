import type { Producer } from 'kafkajs';
import { encodeCheckpoint, type Checkpoint } from '../checkpoint.js';
import { Fenced, PublicationInterrupted } from '../errors.js';
import type { HeldPublication } from '../publication.js';
import type { PublicRecord } from '../public-record.js';
import { protocolErrorOf, reasonOf } from './failure.js';
import { hangUp, type KafkaClient } from './kafka-client.js';
import type { Layout } from './layout.js';
import { placeOf, toSends, type Send } from './sends.js';
import { commitTogether } from './transaction.js';
import { unlessAborted } from './unless-aborted.js';

const PATIENCE = 15_000; // ms for a transaction; brokers that lose one of them need up to ten

/** What a producer holds from its fencing of others to its first failure, which it does not survive. */
export class HeldTopics implements HeldPublication {
  private over = false;

  constructor(
    readonly checkpoints: readonly Checkpoint[],
    private readonly producer: Producer,
    private readonly client: KafkaClient,
    private readonly layout: Layout,
  ) {}

  async publish(records: readonly PublicRecord[], checkpoint: Checkpoint): Promise<void> {
    if (this.over) throw new PublicationInterrupted('the topics are not held any more');
    try {
      const sends = toSends(records, this.layout);
      const committed = commitTogether(this.producer, this.sendOf(checkpoint), sends);
      await unlessAborted(AbortSignal.timeout(PATIENCE), committed);
    } catch (cause) {
      this.over = true;
      this.client.cut();
      throw failureFor(cause);
    }
  }

  async release(): Promise<void> {
    this.over = true;
    await hangUp(this.producer, this.client);
  }

  private sendOf(checkpoint: Checkpoint): Send {
    const topic = this.layout.checkpoints.name;
    const message = { key: checkpoint.ledgerId, value: encodeCheckpoint(checkpoint), partition: 0 };
    return { topicMessages: [{ topic, messages: [message] }], places: [placeOf(topic, 0)] };
  }
}

/** An old epoch is what a producer has that was fenced, or whose transaction took too long; which of both it was, the brokers do not say. */
const failureFor = (cause: unknown): Fenced | PublicationInterrupted =>
  protocolErrorOf(cause) === 'INVALID_PRODUCER_EPOCH'
    ? new Fenced('another process has taken the topics', { cause })
    : new PublicationInterrupted(`a transaction failed: Kafka ${reasonOf(cause)}`, { cause });
