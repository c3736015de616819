#!/usr/bin/env node
// The run that proves exactly-once: while runs live through an api, one fault after the other is done to publishers and
// brokers; afterwards the topics must be what the log says, by verify-topic.
//
//   node test/publishing/run.mjs [--faults 300] [--transitions 100000] [--nodes 1] [--publishers 2] [--per-second 150]
//                                [--only KIND]… [--seed N]
//
// Needs the build (npm run build), and what test/servers/kafka/ and test/support/cluster.mjs need. The kinds are those of
// inflict.mjs. The seed gives the faults; how they meet the rest is up to the machine. Goes on until there were as many faults
// and acknowledged transitions as asked for. A time without progress is the longest between two publications, from the last
// one before a fault to the first after it. Prints what is wrong and ends with 1 if anything is.
import { parseArgs } from 'node:util';
import { setInterval } from 'node:timers';
import { setTimeout as delay } from 'node:timers/promises';
import { planFaults } from '../faults/plan.mjs';
import { chanceFrom } from '../kill/chance.mjs';
import { figuresOf } from './at-work.mjs';
import { openHouse } from './house.mjs';
import { FAULTS, kindsFor } from './inflict.mjs';
import { beginLoad } from './load.mjs';
import { openProgress } from './progress.mjs';
import { quantileOf } from './quantiles.mjs';
import { verifyTopic } from './verify-topic.mjs';

const { values: options } = parseArgs({
  options: {
    faults: { type: 'string', default: '300' },
    transitions: { type: 'string', default: '100000' },
    nodes: { type: 'string', default: '1' },
    publishers: { type: 'string', default: '2' },
    'per-second': { type: 'string', default: '150' },
    only: { type: 'string', multiple: true },
    seed: { type: 'string', default: String(Date.now() % 2 ** 32) },
  },
});
const LOOK = 1_500; // ms after which a publisher has seen where the log ends
const PATIENCE = 120_000; // ms in which something must be published again
const TOLD = 30_000; // ms between two words on how far it has come

const progress = openProgress();
const pauses = []; // ms, by the faults in their order
const house = await openHouse({
  nodes: Number(options.nodes),
  publishers: Number(options.publishers),
  onPublisher: progress.follow,
});
try {
  const kinds = options.only ?? kindsFor(house);
  const plan = planFaults(Number(options.faults), kinds, [], chanceFrom(Number(options.seed)));
  console.log(
    `${plan.length} faults, seed ${options.seed}, Kafka ${house.kafka.version} on ${options.nodes} nodes`,
  );
  const load = beginLoad(house.api.base, Number(options['per-second']));
  tellNowAndThen(load);
  await inflictAll(plan, load);
  while (load.transitions() < Number(options.transitions)) await untilMoreIsPublished('by and by');
  await load.end();
  await delay(LOOK);
  await until('all is published', isCaughtUp);
  await judge(plan, load);
} finally {
  await house.close();
}

function tellNowAndThen(load) {
  const tell = () =>
    console.log(`  ${pauses.length} faults, ${load.transitions()} transitions so far`);
  setInterval(tell, TOLD).unref();
}

async function inflictAll(plan, load) {
  await untilMoreIsPublished('at first');
  for (const fault of plan) {
    const answered = load.transitions() + fault.answers;
    await until('there are answers', () => load.transitions() >= answered);
    const inflicted = performance.now();
    await FAULTS[fault.kind](house, fault);
    await untilMoreIsPublished(`after ${fault.kind}`);
    pauses.push(progress.longestPauseSince(inflicted));
  }
}

/** What is seen first may have been published before. */
async function untilMoreIsPublished(when) {
  const moment = performance.now();
  await until(`something is published ${when}`, () => progress.growthsSince(moment) > 1);
}

/** Whether the publisher at work is at the end of the log. */
async function isCaughtUp() {
  const figures = await Promise.all(house.publishers.map(figuresOf));
  const [atWork] = figures.filter((figure) => figure?.['standing by'] === 0);
  return atWork?.['lag in positions'] === 0;
}

async function judge(plan, load) {
  report(plan);
  const { wrong, summary } = await verifyTopic(house.settings, load.transitions());
  const found = [...wrong, ...load.strange, ...deaths()];
  for (const line of found.slice(0, 50)) console.error(line);
  console.log(`${load.transitions()} transitions acknowledged`);
  console.log(summary);
  console.log(`${found.length} findings`);
  process.exitCode = found.length === 0 ? 0 : 1;
}

function deaths() {
  const ended = house.publishers.filter((publisher) => publisher.ended());
  return ended.map(({ base, printed }) => `${base} has ended by itself: ${printed()}`);
}

function report(plan) {
  const kinds = [...new Set(plan.map(({ kind }) => kind))];
  for (const kind of kinds) {
    const ofKind = pauses.filter((_, index) => plan[index].kind === kind);
    console.log(`  ${kind}: ${ofKind.length}, ${spread(ofKind)}`);
  }
  if (pauses.length > 0) console.log(`time without progress, all: ${spread(pauses)}`);
  const totals = Object.entries(progress.totals).map(([name, total]) => `${total} ${name}`);
  console.log(`counted by publishers: ${totals.join(', ')}`);
}

function spread(durations) {
  const quantile = (share) => Math.round(quantileOf(durations, share));
  return `p50 ${quantile(0.5)} ms, p90 ${quantile(0.9)} ms, longest ${quantile(1)} ms`;
}

async function until(what, holds) {
  const deadline = performance.now() + PATIENCE;
  while (!(await holds())) {
    if (performance.now() > deadline)
      throw new Error(`waited in vain until ${what}: ${await words()}`);
    await delay(20);
  }
}

/** What the publishers say, where it does not go on. */
async function words() {
  const figures = await Promise.all(house.publishers.map(figuresOf));
  const printed = house.publishers.map((publisher) => publisher.printed());
  return [...figures.map((figure) => JSON.stringify(figure)), ...printed].join('\n');
}
