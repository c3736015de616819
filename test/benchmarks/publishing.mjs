#!/usr/bin/env node
// How fast the embedded service publishes a log that was filled before, beside a bare kafkajs producer that sends the very
// same records to topics of the same shape, 1,000 a transaction; or, with --lag, how soon consumers see what was answered.
//
//   node test/benchmarks/publishing.mjs [--nodes 1] [--transitions 200000] [--rounds 2]
//   node test/benchmarks/publishing.mjs --lag [--nodes 1] [--per-second 500] [--seconds 60]
//
// Needs the build (npm run build), and what test/servers/kafka/ needs.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startKafka } from '../servers/kafka/start-kafka.mjs';
import { compareCatchUps } from './publishing-catch-up.mjs';
import { measureLag } from './publishing-lag.mjs';

const { values: options } = parseArgs({
  options: {
    nodes: { type: 'string', default: '1' },
    transitions: { type: 'string', default: '200000' },
    rounds: { type: 'string', default: '2' },
    lag: { type: 'boolean', default: false },
    'per-second': { type: 'string', default: '500' },
    seconds: { type: 'string', default: '60' },
  },
});

const data = fileURLToPath(new URL('../../data', import.meta.url)); // on the disk of the project
await mkdir(data, { recursive: true });
const dataDir = await mkdtemp(join(data, 'benchmark-'));
const kafka = await startKafka({ nodes: Number(options.nodes) });
try {
  console.log(`Kafka ${kafka.version} on ${options.nodes} nodes`);
  const place = { dataDir, brokers: kafka.brokers };
  if (options.lag) await measureLag(place, Number(options['per-second']), Number(options.seconds));
  else await compareCatchUps(place, Number(options.transitions), Number(options.rounds));
} finally {
  await kafka.close();
  await rm(dataDir, { recursive: true, force: true });
}
