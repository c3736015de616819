#!/usr/bin/env node
// Whether replicas answer as one: on each run clients propose and read through all of them at once, and an order is sought
// that explains every answer.
//
//   node test/linearizability/run.mjs --base URL --base URL [--runs 60] [--clients 8] [--calls 8] [--patience 5000] [--seed N]
//
// A base ends in /api. Prints what cannot be explained, and ends with 1 if anything cannot, or if a replica never answered.
import { parseArgs } from 'node:util';
import { checkRuns } from './check-runs.mjs';

const { values } = parseArgs({
  options: {
    base: { type: 'string', multiple: true },
    runs: { type: 'string', default: '60' },
    clients: { type: 'string', default: '8' },
    calls: { type: 'string', default: '8' },
    patience: { type: 'string', default: '5000' }, // ms
    seed: { type: 'string', default: String(Date.now() % 2 ** 32) },
  },
});
const { base: bases, ...numbers } = values;
if (bases === undefined) throw new Error('--base is missing');
const options = Object.fromEntries(
  Object.entries(numbers).map(([name, value]) => [name, Number(value)]),
);

console.log(`${options.runs} runs, ${options.clients} clients on each, seed ${options.seed}`);
const begun = performance.now();
const { unexplained, counts } = await checkRuns({ ...options, bases });
const seconds = ((performance.now() - begun) / 1000).toFixed(1);
for (const text of unexplained) console.error(text);
const silent = bases.filter((base) => counts.answeredBy[base] === undefined);
for (const base of silent) console.error(`${base} never answered`);
console.log(
  `${counts.operations} operations, ${counts.open} open, in ${seconds} s; longest search: ${counts.tried}`,
);
console.log(spelled(counts.answeredBy));
console.log(spelled(counts.answers));
console.log(`${unexplained.length} of ${options.runs} not linearizable`);
process.exitCode = unexplained.length + silent.length === 0 ? 0 : 1;

function spelled(counted) {
  const sorted = Object.entries(counted).sort(([, a], [, b]) => b - a);
  return sorted.map(([name, number]) => `${name}: ${number}`).join(', ');
}
