#!/usr/bin/env node
// Whether two replicas answer as one while one fault after the other is done to what they stand on: on each run clients
// propose and read through both, and an order is sought that explains every answer.
//
//   node test/faults/linearizability.mjs [--runs 60] [--clients 8] [--calls 8] [--patience 5000] [--seed N]
//
// Needs the build (npm run build); the servers are those of test/faults/run.mjs. Prints what cannot be explained, and ends
// with 1 if anything cannot.
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { chanceFrom } from '../kill/chance.mjs';
import { checkRuns } from '../linearizability/check-runs.mjs';
import { openCluster } from '../support/cluster.mjs';
import { openHarmableEventStore } from './event-store.mjs';
import { FAULTS, kindsFor } from './inflict.mjs';
import { deathsOf } from './judge.mjs';
import { planFaults } from './plan.mjs';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '60' },
    clients: { type: 'string', default: '8' },
    calls: { type: 'string', default: '8' },
    patience: { type: 'string', default: '5000' }, // ms
    seed: { type: 'string', default: String(Date.now() % 2 ** 32) },
  },
});
const options = Object.fromEntries(
  Object.entries(values).map(([name, value]) => [name, Number(value)]),
);
const MOST_QUIET = 300; // ms between two faults
const APART = ['killApi', 'killProjector', 'restartDatabase']; // a killed api has another address; the rows answer nothing here

const cluster = await openCluster({
  apis: 2,
  projectors: 0,
  proxied: true,
  openStore: openHarmableEventStore,
});
try {
  console.log(`${options.runs} runs, ${options.clients} clients on each, seed ${options.seed}`);
  const checked = new AbortController();
  const harm = inflictUntil(checked.signal);
  const bases = cluster.apis.map(({ base }) => base);
  const { unexplained, counts } = await checkRuns({ ...options, bases }).finally(() =>
    checked.abort(),
  );
  const faults = await harm;
  const wrong = [...unexplained, ...deathsOf(cluster)];
  for (const text of wrong) console.error(text);
  console.log(
    `${counts.operations} operations, ${counts.open} open, ${faults} faults; longest search: ${counts.tried}`,
  );
  console.log(`${unexplained.length} of ${options.runs} not linearizable`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
} finally {
  await cluster.close();
}

async function inflictUntil(signal) {
  const chance = chanceFrom(options.seed + 1);
  const kinds = kindsFor(cluster).filter((kind) => !APART.includes(kind));
  let faults = 0;
  for (;;) {
    for (const fault of planFaults(kinds.length, kinds, [], chance)) {
      await delay(chance.next() * MOST_QUIET);
      if (signal.aborted) return faults;
      await FAULTS[fault.kind](cluster, fault);
      faults += 1;
    }
  }
}
