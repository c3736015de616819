// Publishes the transitions of a log with kafkajs alone, in a process of its own. It is sent where, and sends back how fast.
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { openLogReader } from '../../dist/libs/event-store/src/index.js';
import { readIdentity, loggedEventOf } from '../../dist/libs/ledger/src/index.js';
import { TOPICS, toRecords } from '../../dist/libs/transitions/src/index.js';

const A_TRANSACTION = 1_000; // records

process.once('message', async ({ dataDir, brokers, prefix }) => {
  const { transactions, records, bytes } = await transactionsOf(dataDir, prefix);
  const kafka = new Kafka({
    brokers: brokers.split(','),
    logLevel: logLevel.NOTHING,
    retry: { initialRetryTime: 20, multiplier: 1.5, maxRetryTime: 1_000, retries: 20 },
  });
  await createTopics(kafka.admin(), prefix);
  const producer = kafka.producer({
    transactionalId: prefix,
    idempotent: true,
    maxInFlightRequests: 1,
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  await (await producer.transaction()).abort(); // the coordinator is found
  const begun = performance.now();
  for (const topicMessages of transactions) {
    const transaction = await producer.transaction();
    await transaction.sendBatch({ topicMessages });
    await transaction.commit();
  }
  const perSecond = (records * 1_000) / (performance.now() - begun);
  await producer.disconnect();
  process.send({ perSecond, records, bytes: Math.round(bytes / records) });
  process.disconnect();
});

/** All that is to be sent, so that nothing but sending is measured. */
async function transactionsOf(dataDir, prefix) {
  const log = await openLogReader({ dataDir, eventStoreUrl: null, eventStoreNamespace: '' });
  const { ledgerId } = await readIdentity(log.store);
  const origin = { ledgerId, publicUrl: 'http://127.0.0.1:4200' };
  const found = { transactions: [], records: 0, bytes: 0 };
  const ending = new AbortController();
  for await (const item of log.store.subscribe(-1n, ending.signal)) {
    if ('caughtUp' in item) break;
    const event = loggedEventOf(item);
    if (event === null) continue;
    for (const { topic, key, headers, value } of toRecords(event, origin)) {
      if (found.records % A_TRANSACTION === 0) found.transactions.push(batchesFor(prefix));
      const ofTopic = found.transactions.at(-1)[Object.keys(TOPICS).indexOf(topic)];
      ofTopic.messages.push({ key, headers, value });
      found.records += 1;
      found.bytes += value?.length ?? 0;
    }
  }
  await log.close();
  return found;
}

const batchesFor = (prefix) =>
  Object.values(TOPICS).map(({ name }) => ({ topic: `${prefix}${name}`, messages: [] }));

async function createTopics(admin, prefix) {
  await admin.connect();
  await admin.createTopics({
    waitForLeaders: false,
    topics: Object.values(TOPICS).map(({ name, partitions, settings }) => ({
      topic: `${prefix}${name}`,
      numPartitions: partitions,
      configEntries: Object.entries(settings).map(([key, value]) => ({ name: key, value })),
    })),
  });
  const haveLeaders = async () => {
    const { topics } = await admin.fetchTopicMetadata();
    const ours = topics.filter(({ name }) => name.startsWith(prefix));
    return ours.flatMap(({ partitions }) => partitions).every(({ leader }) => leader > 0);
  };
  while (!(await haveLeaders()));
  await admin.disconnect();
}
