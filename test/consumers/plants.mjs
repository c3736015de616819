// Records that are not as described, each made of a good one by a single change: what the check has to find.
import { randomUUID } from 'node:crypto';
import { Kafka, logLevel, Partitioners } from 'kafkajs';

const TRANSITIONS = 'task-run.transitions.v1';
const STATES = 'task-run.state.v1';

/**
 * Writes each to topics of its own.
 *
 * @param prefix of the topics that hold good records
 * @returns of each the prefix of its topics, and what the check should print: how the good record fares is among them
 */
export async function plant(brokers, prefix) {
  const kafka = new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING });
  const good = JSON.stringify(await firstRecord(kafka, prefix + TRANSITIONS));
  const planted = PLANTS.map((each, n) => ({ ...each, prefix: `${prefix}plant-${n}.` }));
  await createTopics(kafka, planted);
  const producer = kafka.producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  for (const { prefix: its, topic = TRANSITIONS, spoil } of planted) {
    // One at a time: kafkajs repeats the whole of a batch when the leader of one topic is not ready yet.
    await producer.send({ topic: its + topic, messages: [spoil(JSON.parse(good))] });
  }
  await producer.disconnect();
  return planted;
}

/** @returns the record with its value parsed */
async function firstRecord(kafka, topic) {
  const consumer = kafka.consumer({ groupId: `test-${randomUUID()}`, maxWaitTimeInMs: 100 });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  const message = await new Promise((resolve, reject) => {
    consumer.on(consumer.events.CRASH, ({ payload }) => reject(payload.error));
    void consumer.run({ eachMessage: async (found) => resolve(found.message) });
  });
  await consumer.disconnect();
  const headers = Object.entries(message.headers).map(([name, text]) => [name, String(text)]);
  return {
    key: String(message.key),
    headers: Object.fromEntries(headers),
    value: JSON.parse(String(message.value)),
  };
}

async function createTopics(kafka, planted) {
  const admin = kafka.admin();
  await admin.connect();
  const topics = planted.flatMap(({ prefix }) => [prefix + TRANSITIONS, prefix + STATES]);
  await admin.createTopics({ topics: topics.map((topic) => ({ topic, numPartitions: 1 })) });
  await admin.disconnect();
}

/** A plant that changes the value. */
const value = (change, offence) => ({
  offence,
  spoil({ value: good, ...record }) {
    change(good);
    return { ...record, value: JSON.stringify(good) };
  },
});

/** A plant that changes something else. */
const record = (change, offence, topic) => ({
  offence,
  topic,
  spoil({ value: good, ...rest }) {
    const whole = { ...rest, value: JSON.stringify(good) };
    change(whole);
    return whole;
  },
});

const PLANTS = [
  record(() => undefined, /^1 transitions, 0 current states, 0 tombstones: each valid$/),
  value((it) => delete it.verdict, /value: 'verdict' is a required property$/),
  value(
    (it) => delete it.state.state_details.pause_key,
    /value\.state\.state_details: 'pause_key'/,
  ),
  value((it) => (it.state.type = 'STARTED'), /value\.state\.type: 'STARTED' is not one of/),
  value(
    (it) => (it.state.timestamp = 'noon'),
    /value\.state\.timestamp: 'noon' is not a 'date-time'/,
  ),
  value((it) => (it.state.id = 'x'), /value\.state\.id: 'x' is not a 'uuid'/),
  value((it) => (it.run.run_count = '1'), /value\.run\.run_count: '1' is not of type 'integer'/),
  value((it) => (it.transition += 1), /ce_sequence: 1 where 2 belongs/),
  value((it) => (it.task_run_id = randomUUID()), /task_run_id: \S+ where \S+ belongs/),
  record((it) => (it.value = null), /value: None is not of type 'object'/),
  record((it) => (it.value = `${it.value},`), /Extra data/),
  record((it) => (it.key = randomUUID()), /ce_subject: \S+ where \S+ belongs/),
  record((it) => delete it.headers.ce_id, /headers: 'ce_id' is a required property/),
  record((it) => (it.headers.ce_sequence = '1'), /headers\.ce_sequence: '1' does not match/),
  record((it) => (it.headers.ce_time = 'noon'), /headers\.ce_time: 'noon' is not a 'date-time'/),
  record((it) => (it.headers.ce_type = 'other'), /ce_type: other is none of the channel's/),
  record(() => undefined, /ce_type: \S+ is none of the channel's/, STATES),
  record(asTombstone, /value: \{.*\} is not of type 'null'/, STATES),
];

function asTombstone(it) {
  it.headers.ce_type = 'io.runledger.task-run.deleted.v1';
}
