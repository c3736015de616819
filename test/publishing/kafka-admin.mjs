// What is done to a cluster past its proxies.
import { setTimeout as delay } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';
import { openLogReader } from '../../dist/libs/event-store/src/index.js';
import { readIdentity } from '../../dist/libs/ledger/src/index.js';
import { TOPICS } from '../../dist/libs/transitions/src/index.js';

const PATIENCE = 60_000; // ms

const kafkaAt = (brokers) =>
  new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING, retry: { retries: 20 } });

/** The node that leads one of the partitions of our topics. @param which of them, in [0, 1) */
export async function leaderOf({ direct, nodes }, settings, which) {
  const partitions = await partitionsOf(direct, topicsOf(settings));
  const { leader } = partitions[Math.floor(which * partitions.length)];
  return nodes[leader - 1];
}

/**
 * Lets other nodes lead all partitions of a topic: of one of ours, or of that which the transactions are kept in.
 *
 * @param which topic, in [0, 1)
 */
export async function moveLeaders({ direct }, settings, which) {
  const topics = [...topicsOf(settings), '__transaction_state'];
  const topic = topics[Math.floor(which * topics.length)];
  const before = await partitionsOf(direct, [topic]);
  const preferred = new Map(
    before.map(({ partitionId, replicas, leader }) => {
      const others = replicas.filter((replica) => replica !== leader);
      return [partitionId, [...others, leader]];
    }),
  );
  const partitionAssignment = [...preferred].map(([partition, replicas]) => ({
    partition,
    replicas,
  }));
  await asAdmin(direct, (admin) =>
    admin.alterPartitionReassignments({ topics: [{ topic, partitionAssignment }] }),
  );
  const deadline = performance.now() + PATIENCE;
  const hasMoved = ({ partitionId, leader }) => leader === preferred.get(partitionId)[0];
  while (!(await partitionsOf(direct, [topic])).every(hasMoved)) {
    if (performance.now() > deadline) throw new Error(`the leaders of ${topic} do not move`);
    await delay(100);
  }
}

/** Begins a transaction under the identity of the publishers, as one that was forgotten somewhere would, and ends it. */
export async function fenceAsAnother({ direct }, settings) {
  const transactionalId = `${settings.KAFKA_TOPIC_PREFIX}runledger.publisher.${await ledgerIdOf(settings)}`;
  const producer = kafkaAt(direct).producer({
    transactionalId,
    maxInFlightRequests: 1,
    idempotent: true,
  });
  await producer.connect();
  try {
    await (await producer.transaction()).abort();
  } finally {
    await producer.disconnect();
  }
}

const topicsOf = ({ KAFKA_TOPIC_PREFIX: prefix }) =>
  Object.values(TOPICS).map(({ name }) => `${prefix}${name}`);

const partitionsOf = (direct, topics) =>
  asAdmin(direct, async (admin) => {
    const { topics: found } = await admin.fetchTopicMetadata({ topics });
    return found.flatMap(({ partitions }) => partitions);
  });

async function asAdmin(direct, act) {
  const admin = kafkaAt(direct).admin();
  await admin.connect();
  try {
    return await act(admin);
  } finally {
    await admin.disconnect();
  }
}

async function ledgerIdOf({ EVENTSTORE_URL: url, EVENTSTORE_NAMESPACE: namespace }) {
  const settings = { eventStoreUrl: url, eventStoreNamespace: namespace, dataDir: '' };
  const log = await openLogReader(settings);
  try {
    return (await readIdentity(log.store)).ledgerId;
  } finally {
    await log.close();
  }
}
