#!/usr/bin/env node
// The take-over run: two projectors on one database, and the one that is at work is killed again and again while clients
// make some 50 calls a second; each time the other one takes over. Afterwards every event was applied once.
//
//   node test/takeover/run.mjs [--kills 20] [--seed N]
//
// Needs the build (npm run build). EventStoreDB is the stand-in of the tests, or that of EVENTSTORE_URL; PostgreSQL that of
// DATABASE_URL, or one of its own. A take-over lasts from the SIGKILL until the rows have moved on from where the killed one
// left them. Prints what is wrong and ends with 1 if anything is.
import { parseArgs } from 'node:util';
import { setTimeout as delay } from 'node:timers/promises';
import { driveLoad, settleKeyed } from '../faults/clients.mjs';
import { deathsOf, judge } from '../faults/judge.mjs';
import { readStreams } from '../faults/log.mjs';
import { openReplicas } from '../faults/replicas.mjs';
import { chanceFrom } from '../kill/chance.mjs';
import { dynamicKeysOf } from '../kill/clients.mjs';
import { openJournal } from '../kill/journal.mjs';
import { openCluster } from '../support/cluster.mjs';
import { openReadModel } from './read-model.mjs';
import { strayRows } from './state-rows.mjs';

const { values: options } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 32) },
  },
});
const REST = 145; // ms between two calls of a client
const MOST_ANSWERS = 50; // between two kills
const PATIENCE = 30_000; // ms

const chance = chanceFrom(Number(options.seed));
const journal = openJournal();

const cluster = await openCluster({ apis: 1, projectors: 2 });
try {
  console.log(`${options.kills} kills, seed ${options.seed}`);
  const readModel = await openReadModel(cluster.settings);
  try {
    const work = { replicas: openReplicas(() => cluster.apis, chance), journal, chance };
    const { takeOvers, perSecond } = await killAll(Number(options.kills), work, readModel);
    await settleKeyed(work);
    const log = await judge(cluster, work);
    const violations = [
      ...log.violations,
      ...strayRows(await readModel.states(), await readStreams(cluster.settings)),
      ...deathsOf(cluster),
    ];
    report(takeOvers, perSecond, { ...log, violations });
    process.exitCode = violations.length === 0 ? 0 : 1;
  } finally {
    await readModel.close();
  }
} finally {
  await cluster.close();
}

async function killAll(kills, work, readModel) {
  let kill = 0;
  const ending = new AbortController();
  const begun = performance.now();
  const load = driveLoad(() => dynamicKeysOf(kill), work, ending.signal, REST);
  const takeOvers = [];
  for (; kill < kills; kill += 1) {
    await Promise.race([work.replicas.answered(Math.ceil(chance.next() * MOST_ANSWERS)), load]);
    takeOvers.push(await takeOver(readModel));
  }
  ending.abort();
  await load;
  const { proposals } = journal.counts();
  return { takeOvers, perSecond: (proposals * 1_000) / (performance.now() - begun) };
}

/** Kills the projector that is at work, and starts it again to stand by. @returns ms that the rows stood still */
async function takeOver({ checkpoint }) {
  let index;
  await until('one projector is at work, one stands by', async () => {
    const standing = await Promise.all(cluster.projectors.map(standsBy));
    index = standing.indexOf(false);
    return index !== -1 && standing.includes(true);
  });
  const killed = performance.now();
  await cluster.projectors[index].kill();
  const left = await checkpoint();
  await until('the rows move on', async () => (await checkpoint()) > left);
  const ms = performance.now() - killed;
  cluster.projectors[index] = await cluster.startProjector();
  return ms;
}

async function standsBy({ base }) {
  const answer = await fetch(`${base}/ready?verbose=1`);
  const { figures } = await answer.json();
  return figures['standing by'] === 1;
}

async function until(what, holds) {
  const deadline = performance.now() + PATIENCE;
  while (!(await holds())) {
    if (performance.now() > deadline)
      throw new Error(`waited in vain until ${what}; ${deathsOf(cluster).join('; ')}`);
    await delay(5);
  }
}

function report(takeOvers, perSecond, { events, streams, violations }) {
  const { runs, proposals, granted, refusals } = journal.counts();
  for (const violation of violations.slice(0, 50)) console.error(violation);
  const sorted = takeOvers.toSorted((a, b) => a - b);
  console.log(
    `${sorted.length} take-overs: median ${Math.round(sorted[sorted.length >> 1])} ms, ` +
      `longest ${Math.round(sorted.at(-1))} ms`,
  );
  console.log(
    `${runs} runs, ${proposals} proposals (${perSecond.toFixed(0)}/s): ${granted} granted, ${refusals} refusals; ` +
      `${events} events in ${streams} streams`,
  );
  console.log(`${violations.length} violations`);
}
