import { setTimeout as delay } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';
import { TOPICS } from '../../dist/libs/transitions/src/index.js';
import { countsOf } from '../publishing/counts.mjs';
import { beginLoad } from '../publishing/load.mjs';
import { quantileOf } from '../publishing/quantiles.mjs';
import { startStandalone } from '../support/standalone.mjs';

const WARM_UP = 5_000; // ms
const PATIENCE = 60_000; // ms

/** Measures how long after its answer, and after its own time, a reader of committed records sees a transition. */
export async function measureLag({ dataDir, brokers }, perSecond, seconds) {
  const server = await startStandalone(dataDir, { KAFKA_BROKERS: brokers });
  let answered = []; // event id and when
  const onGrant = (id) => answered.push({ id, at: performance.now() });
  const load = beginLoad(server.base, perSecond, onGrant);
  await until(async () => (await countsOf(server)).records > 0);
  const seen = new Map(); // by event id: when, and how long after the time that the record tells
  const consumer = await consume(brokers, ({ id, time }) =>
    seen.set(id, { at: performance.now(), behindTime: Date.now() - Date.parse(time) }),
  );
  await delay(WARM_UP);
  answered = [];
  const before = load.transitions();
  await delay(seconds * 1_000);
  const measured = (load.transitions() - before) / seconds;
  await load.end();
  await until(() => answered.every(({ id }) => seen.has(id)));
  await consumer.disconnect();
  await server.stop();
  report(
    answered.map(({ id, at }) => ({ behindAnswer: seen.get(id).at - at, ...seen.get(id) })),
    measured,
  );
  for (const line of load.strange.slice(0, 10)) console.error(line);
}

async function consume(brokers, onRecord) {
  const kafka = new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING });
  const consumer = kafka.consumer({
    groupId: 'lag',
    readUncommitted: false,
    maxWaitTimeInMs: 1_000,
  });
  await consumer.connect();
  await consumer.subscribe({ topics: [TOPICS.transitions.name], fromBeginning: true });
  await consumer.run({
    eachMessage: async ({ message: { headers } }) =>
      onRecord({ id: headers.ce_id.toString(), time: headers.ce_time.toString() }),
  });
  return consumer;
}

async function until(holds) {
  const deadline = performance.now() + PATIENCE;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`waited in vain for ${holds}`);
    await delay(50);
  }
}

function report(found, perSecond) {
  const spread = (values) =>
    `p50 ${quantileOf(values, 0.5).toFixed(0)} ms, p99 ${quantileOf(values, 0.99).toFixed(0)} ms`;
  console.log(
    `${found.length} transitions at ${perSecond.toFixed(0)}/s: seen after their answer ` +
      `${spread(found.map(({ behindAnswer }) => behindAnswer))}, after their own time ` +
      spread(found.map(({ behindTime }) => behindTime)),
  );
}
