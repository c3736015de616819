import { setTimeout as delay } from 'node:timers/promises';
import type { Producer, RecordMetadata, Transaction } from 'kafkajs';
import { protocolErrorOf } from './failure.js';
import { placeOf, type Send } from './sends.js';

const LONGEST_PAUSE = 20; // ms

/**
 * Brings the sends to their partitions in one transaction, one after the other. The first is repeated while the brokers still
 * end the transaction before; after any other failure nobody knows what became of this one, and the producer is of no use.
 */
export async function commitTogether(
  producer: Producer,
  first: Send,
  others: readonly Send[],
): Promise<void> {
  const transaction = await producer.transaction();
  await sendFirst(transaction, first);
  for (const send of others) await sendOnce(transaction, send);
  await transaction.commit();
}

async function sendFirst(transaction: Transaction, first: Send): Promise<void> {
  for (let pause = 2; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    try {
      await sendOnce(transaction, first);
      return;
    } catch (error) {
      if (protocolErrorOf(error) !== 'CONCURRENT_TRANSACTIONS') throw error;
    }
    await delay(pause);
  }
}

async function sendOnce(transaction: Transaction, { topicMessages, places }: Send): Promise<void> {
  checkAnswers(places, await transaction.sendBatch({ topicMessages }));
}

/**
 * kafkajs resolves also when a partition is missing in the answer, as one may be while its leader changes (issue 1303 there).
 *
 * @throws Error unless each place has taken its records, and is named once
 */
export function checkAnswers(places: readonly string[], answers: readonly RecordMetadata[]): void {
  const said = answers.map(({ topicName, partition, errorCode }) =>
    errorCode === 0 ? placeOf(topicName, partition) : `error ${errorCode}`,
  );
  if (said.toSorted().join() !== places.toSorted().join()) {
    throw new Error(`sent to ${places.join()}, but answered for ${said.join()}`);
  }
}
