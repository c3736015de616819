#!/usr/bin/env node
// The fault run: clients work on two replicas while one fault after the other is done to what these stand on; afterwards
// what the clients were told, the log, and what each replica shows must agree.
//
//   node test/faults/run.mjs [--faults 200] [--seed N]
//
// Needs the build (npm run build). EventStoreDB is the stand-in of the tests, or that of EVENTSTORE_URL (one node without
// TLS, which is then not restarted); PostgreSQL that of DATABASE_URL, or one of its own. The seed gives the faults and what
// clients do; how these meet is up to the machine. Prints what is wrong and ends with 1 if anything is.
import { parseArgs } from 'node:util';
import { setTimeout as delay } from 'node:timers/promises';
import { chanceFrom } from '../kill/chance.mjs';
import { dynamicKeysOf } from '../kill/clients.mjs';
import { openJournal } from '../kill/journal.mjs';
import { openCluster } from '../support/cluster.mjs';
import { driveLoad, settleKeyed } from './clients.mjs';
import { openHarmableEventStore } from './event-store.mjs';
import { FAULTS, kindsFor } from './inflict.mjs';
import { deathsOf, judge } from './judge.mjs';
import { planFaults } from './plan.mjs';
import { openReplicas } from './replicas.mjs';

const { values: options } = parseArgs({
  options: {
    faults: { type: 'string', default: '200' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 32) },
  },
});
const FAULTS_A_ROUND = 2; // then other runs are worked on, so that their histories stay short
const SLOW = ['killApi', 'killProjector']; // a process takes its time to start
const PATIENCE = 60_000; // ms in which clients must get answers again
const LAST_ANSWERS = 100; // when all faults are over

const chance = chanceFrom(Number(options.seed) + 1);
const journal = openJournal();

const cluster = await openCluster({
  apis: 2,
  projectors: 2,
  proxied: true,
  openStore: openHarmableEventStore,
});
try {
  const seeded = chanceFrom(Number(options.seed));
  const plan = planFaults(Number(options.faults), kindsFor(cluster), SLOW, seeded);
  console.log(`${plan.length} faults, seed ${options.seed}`);
  const work = { replicas: openReplicas(standing, chance), journal, chance };
  await inflictAll(plan, work);
  await settleKeyed(work);
  const log = await judge(cluster, work);
  const violations = [...log.violations, ...deathsOf(cluster)];
  report(plan, { ...log, violations }, work.replicas.counts);
  process.exitCode = violations.length === 0 ? 0 : 1;
} finally {
  await cluster.close();
}

/** The apis that clients can reach now. */
function standing() {
  return cluster.apis.filter(({ ended }) => !ended());
}

async function inflictAll(plan, work) {
  let round = 0;
  const ending = new AbortController();
  const load = driveLoad(() => dynamicKeysOf(round), work, ending.signal);
  const goOn = async (answers, event) => {
    const silence = delay(PATIENCE, true, { ref: false });
    const isSilent = await Promise.race([work.replicas.answered(answers), load, silence]);
    if (isSilent || deathsOf(cluster).length > 0)
      throw new Error(`no ${answers} answers in time ${event}; ${deathsOf(cluster).join('; ')}`);
  };
  for (const [index, fault] of plan.entries()) {
    round = Math.floor(index / FAULTS_A_ROUND);
    await goOn(fault.answers, `before fault ${index}, ${fault.kind}`);
    await FAULTS[fault.kind](cluster, fault);
  }
  await goOn(LAST_ANSWERS, 'after the last fault');
  ending.abort();
  await load;
}

function report(plan, { events, streams, violations }, { repeated, unavailable }) {
  const { runs, proposals, granted, refusals, unanswered } = journal.counts();
  for (const violation of violations.slice(0, 50)) console.error(violation);
  console.log(tallyOf(plan).join(', '));
  console.log(
    `${runs} runs, ${proposals} proposals: ${granted} granted, ${refusals} refusals, ${repeated} repeated, ` +
      `${unanswered} never answered; ${unavailable} times 503; ${events} events in ${streams} streams`,
  );
  console.log(`${violations.length} violations`);
}

function tallyOf(plan) {
  const tally = {};
  for (const { kind } of plan) tally[kind] = (tally[kind] ?? 0) + 1;
  return Object.entries(tally).map(([kind, count]) => `${kind} ${count}`);
}
