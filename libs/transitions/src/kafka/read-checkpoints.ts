import { randomUUID } from 'node:crypto';
import type { Admin, Consumer, Kafka, Producer } from 'kafkajs';
import { decodeCheckpoint, type Checkpoint } from '../checkpoint.js';
import { topicName } from './layout.js';
import { placeOf } from './sends.js';
import { commitTogether } from './transaction.js';
import { unlessAborted } from './unless-aborted.js';

const LONGEST_WAIT = 100; // ms; kafkajs waits as long before it hangs up
const HANG_UP = 1_000; // ms

/**
 * The newest checkpoint of each ledger. Reads to a record that it writes first, since the last of a topic may be the end of a
 * transaction, which kafkajs tells nobody of. The record is committed, which ends here also a transaction whose end a broker
 * has lost, as 4.4.0 does when it is killed after it has answered a commit: nobody would read on beyond that one.
 *
 * @throws the signal's reason
 */
export async function readCheckpoints(
  { kafka, admin, producer }: Readonly<{ kafka: Kafka; admin: Admin; producer: Producer }>,
  prefix: string,
  signal: AbortSignal,
): Promise<readonly Checkpoint[]> {
  const topic = topicName(prefix, 'checkpoints');
  const barrier = `barrier.${randomUUID()}`;
  const messages = [{ key: barrier, value: null, partition: 0 }];
  await commitTogether(
    producer,
    { topicMessages: [{ topic, messages }], places: [placeOf(topic, 0)] },
    [],
  );
  const groupId = `${prefix}runledger.${barrier}`;
  const consumer = kafka.consumer({
    groupId,
    maxWaitTimeInMs: LONGEST_WAIT,
    retry: { restartOnFailure: () => Promise.resolve(false) },
    allowAutoTopicCreation: false,
  });
  try {
    return await unlessAborted(signal, readTo(barrier, consumer, topic));
  } finally {
    const soon = AbortSignal.timeout(HANG_UP);
    await unlessAborted(soon, consumer.disconnect()).catch(() => undefined);
    await unlessAborted(soon, admin.deleteGroups([groupId])).catch(() => undefined); // else it expires
  }
}

function readTo(
  barrier: string,
  consumer: Consumer,
  topic: string,
): Promise<readonly Checkpoint[]> {
  const newest = new Map<string, Checkpoint>();
  return new Promise((resolve, reject) => {
    consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
    const run = async (): Promise<void> => {
      await consumer.connect();
      await consumer.subscribe({ topics: [topic], fromBeginning: true });
      await consumer.run({
        autoCommit: false,
        eachBatch: async ({ batch }) => {
          for (const { key, value } of batch.messages) {
            const name = String(key);
            if (name === barrier) resolve([...newest.values()]);
            else if (value !== null) newest.set(name, decodeCheckpoint(String(value)));
          }
        },
      });
    };
    run().catch(reject);
  });
}
