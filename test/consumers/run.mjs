#!/usr/bin/env node
// Those who read the topics, from outside: the built service is driven through every sort of transition; the TypeScript
// example follows them, the Python example checks each record against what the service publishes about it, and finds each of
// some records that were planted.
//
//   node test/consumers/run.mjs [--rounds 60]
//
// Needs the build (npm run build) and Python 3 with venv. Kafka is that of KAFKA_BROKERS, or else one of its own. Prints what
// is wrong and ends with 1 if anything is.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startKafka } from '../servers/kafka/start-kafka.mjs';
import { startStandalone } from '../support/standalone.mjs';
import { drive } from './drive.mjs';
import { buildTypescriptExample, followWithTypescript, preparePythonExample } from './examples.mjs';
import { plant } from './plants.mjs';

const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '60' } },
});
const wrong = [];
const scratch = await mkdtemp(join(tmpdir(), 'runledger-consumers-'));
const kafka = process.env.KAFKA_BROKERS
  ? { brokers: process.env.KAFKA_BROKERS, close: async () => undefined }
  : await startKafka();
const settings = {
  KAFKA_BROKERS: kafka.brokers,
  KAFKA_TOPIC_PREFIX: `t${randomBytes(6).toString('hex')}.`,
};
try {
  const service = await startStandalone(join(scratch, 'data'), settings);
  try {
    const acknowledged = await timed('driven', () => drive(service.base, Number(options.rounds)));
    await timed('followed by the TypeScript example', () => follow(acknowledged));
    const check = await preparePythonExample(join(scratch, 'venv'));
    await timed('checked by the Python example', () => checkAll(check, service, acknowledged));
    await timed('planted records checked', () => checkPlanted(check, service));
  } finally {
    await service.stop();
  }
} finally {
  await kafka.close();
  await rm(scratch, { recursive: true });
}
for (const line of wrong.slice(0, 20)) console.error(line);
console.log(wrong.length === 0 ? 'nothing is wrong' : `${wrong.length} things are wrong`);
process.exitCode = wrong.length === 0 ? 0 : 1;

/** Each acknowledged transition is printed once, those of a run by their numbers. */
async function follow({ transitions }) {
  const entry = await buildTypescriptExample();
  const { printed, lastWord } = await followWithTypescript(entry, settings, sum(transitions));
  console.log(`  ${lastWord}`);
  expectEqual(lastWord, `${sum(transitions)} transitions, 0 repeats, 0 gaps`);
  const numbers = new Map([...transitions.keys()].map((runId) => [runId, []]));
  for (const line of printed) {
    const [, runId, number] = /^(\S+) #(\d+) /.exec(line) ?? [];
    if (numbers.has(runId)) numbers.get(runId).push(Number(number));
    else wrong.push(`not acknowledged: ${line}`);
  }
  for (const [runId, count] of transitions) {
    expectEqual(`${runId} ${numbers.get(runId)}`, `${runId} ${oneTo(count)}`);
  }
}

async function checkAll(check, service, { transitions, deletions }) {
  const { status, text } = await check(argumentsFor(service, settings.KAFKA_TOPIC_PREFIX));
  console.log(`  ${text}`);
  const count = sum(transitions);
  const expected = `${count} transitions, ${count} current states, ${deletions()} tombstones: each valid`;
  expectEqual(`${status} ${text}`, `0 ${expected}`);
}

/** How the check judges the good record that the others are made of is the first of the outcomes. */
async function checkPlanted(check, service) {
  const planted = await plant(kafka.brokers, settings.KAFKA_TOPIC_PREFIX);
  let found = 0;
  for (const { prefix, offence } of planted) {
    const { status, text } = await check(argumentsFor(service, prefix));
    const asExpected = offence.test(text) && status === (prefix === planted[0].prefix ? 0 : 1);
    if (asExpected) found += 1;
    else wrong.push(`${offence} was not found: ${status} ${text}`);
  }
  console.log(`  ${found - 1} of ${planted.length - 1} planted records were found`);
}

function argumentsFor({ base }, prefix) {
  const brokers = ['--brokers', kafka.brokers, '--prefix', prefix];
  return [...brokers, '--schemas', `${base}/schemas/`, '--until-end'];
}

function sum(counts) {
  return [...counts.values()].reduce((a, b) => a + b, 0);
}

function oneTo(count) {
  return Array.from({ length: count }, (_, n) => n + 1);
}

function expectEqual(found, expected) {
  if (found !== expected) wrong.push(`${found}, where ${expected} is expected`);
}

async function timed(what, work) {
  const begun = performance.now();
  const result = await work();
  console.log(`${what} in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  return result;
}
