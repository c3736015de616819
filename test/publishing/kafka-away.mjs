#!/usr/bin/env node
// Kafka goes away under load and comes back: commands go on untouched meanwhile, and afterwards the topics are what the log
// says, by verify-topic.
//
//   node test/publishing/kafka-away.mjs [--minutes 5] [--per-second 300]
//
// Needs the build (npm run build), and what test/servers/kafka/ needs. The service is the embedded one, which publishes too.
// Prints the rate and the latency of set_state before, while Kafka is away, and while what was missed is published. Prints
// what is wrong and ends with 1 if anything is.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startKafka } from '../servers/kafka/start-kafka.mjs';
import { startStandalone } from '../support/standalone.mjs';
import { countsOf } from './counts.mjs';
import { beginLoad } from './load.mjs';
import { quantileOf } from './quantiles.mjs';
import { verifyTopic } from './verify-topic.mjs';

const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    'per-second': { type: 'string', default: '300' },
  },
});
const WARM_UP = 10_000; // ms
const BEFORE = 30_000; // ms
const LITTLE = 100; // positions that are behind under load, too
const PATIENCE = 300_000; // ms in which what was missed must be published

let answers = []; // ms, of the phase
const dataDir = await mkdtemp(join(tmpdir(), 'runledger-kafka-away-'));
const kafka = await startKafka();
const settings = { RUNLEDGER_DATA_DIR: dataDir, KAFKA_BROKERS: kafka.brokers };
try {
  const server = await startStandalone(dataDir, settings);
  const load = beginLoad(server.base, Number(options['per-second']), (_, ms) => answers.push(ms));
  await delay(WARM_UP);
  await phase('Kafka there', () => delay(BEFORE));
  const [node] = kafka.nodes;
  await node.kill();
  await phase('Kafka away', () => delay(Number(options.minutes) * 60_000));
  await node.start();
  await phase('what was missed is published', () => untilBehindBy(LITTLE, server));
  await load.end();
  await untilBehindBy(0, server);
  const { wrong, summary } = await verifyTopic(settings, load.transitions());
  await server.stop();
  const found = [...wrong, ...load.strange];
  for (const line of found.slice(0, 50)) console.error(line);
  console.log(summary);
  console.log(`${found.length} findings`);
  process.exitCode = found.length === 0 ? 0 : 1;
} finally {
  await kafka.close();
  await rm(dataDir, { recursive: true });
}

async function phase(name, passes) {
  answers = [];
  const begun = performance.now();
  await passes();
  const seconds = (performance.now() - begun) / 1_000;
  console.log(
    `${name}, ${seconds.toFixed(0)} s: set_state ${(answers.length / seconds).toFixed(0)}/s, ` +
      `p50 ${quantileOf(answers, 0.5).toFixed(1)} ms, p99 ${quantileOf(answers, 0.99).toFixed(1)} ms`,
  );
}

async function untilBehindBy(positions, server) {
  const deadline = performance.now() + PATIENCE;
  while ((await countsOf(server)).lag > positions) {
    if (performance.now() > deadline) throw new Error(`waited in vain: ${server.printed()}`);
    await delay(100);
  }
}
