#!/usr/bin/env node
// A ledger moves: an embedded log is filled, copied to an event store by a command that is killed twice on the way, and
// compared; the service goes on there; and its read model is built anew while it serves.
//
//   node test/moving/run.mjs [--events 100000] [--per-second 50]
//
// Needs the build (npm run build). EventStoreDB is the stand-in of the tests, or that of EVENTSTORE_URL; PostgreSQL is one of
// its own. Prints what is wrong and ends with 1 if anything is.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { openLog } from '../../dist/libs/event-store/src/index.js';
import { startRole } from '../support/child.mjs';
import { openCluster } from '../support/cluster.mjs';
import { differencesOf } from './compare-logs.mjs';
import { fillLog } from './fill.mjs';
import { digestOfRows, positionOfRows } from './rows.mjs';

const { values: options } = parseArgs({
  options: {
    events: { type: 'string', default: '100000' },
    'per-second': { type: 'string', default: '50' },
  },
});
const CLI = fileURLToPath(new URL('../../dist/apps/cli/src/main.js', import.meta.url));
const KILLS = 2;
const PATIENCE = 120_000; // ms

const dataDir = await mkdtemp(join(tmpdir(), 'runledger-moving-'));
const cluster = await openCluster({ apis: 0, projectors: 0 });
const { EVENTSTORE_URL: url, EVENTSTORE_NAMESPACE: namespace } = cluster.settings;
const wrong = [];
try {
  const runIds = await timed('filled', () => fillLog(dataDir, Number(options.events)));
  for (let kill = 1; kill <= KILLS; kill += 1) await copyUntilKilled();
  await timed('copied at last', copyToTheEnd);
  await rebuildUnderLoad(runIds, await compareLogs());
} finally {
  await cluster.close();
  await rm(dataDir, { recursive: true });
}
for (const line of wrong.slice(0, 20)) console.error(line);
console.log(wrong.length === 0 ? 'nothing differs' : `${wrong.length} differences`);
process.exitCode = wrong.length === 0 ? 0 : 1;

function copyLog() {
  const args = [CLI, 'copy-log', '--from', dataDir, '--to', url, '--namespace', namespace];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  return { child, lines: createInterface({ input: child.stdout }), exited: once(child, 'exit') };
}

async function copyUntilKilled() {
  const { child, lines, exited } = copyLog();
  for await (const line of lines) {
    if (line.startsWith('Copying')) break;
  }
  await delay(500 + 2_500 * Math.random());
  child.kill('SIGKILL');
  await exited;
  console.log('killed while it copied');
}

async function copyToTheEnd() {
  const { lines, exited } = copyLog();
  lines.on('line', (line) => console.log(`  ${line}`));
  const [status] = await exited;
  if (status !== 0) throw new Error(`copy-log ended with ${status}`);
}

/** @returns where the copy ends */
async function compareLogs() {
  const settings = { dataDir, eventStoreUrl: null, eventStoreNamespace: namespace };
  const source = await openLog(settings, () => undefined);
  const target = await openLog({ ...settings, eventStoreUrl: url }, () => undefined);
  const { differences, streams } = await differencesOf(source.store, target.store);
  wrong.push(...differences);
  console.log(`${streams} streams compared, ${differences.length} differences`);
  const end = await target.last();
  await source.close();
  await target.close();
  return end;
}

async function rebuildUnderLoad(runIds, end) {
  const reference = await anotherDatabase('reference');
  const started = [
    await startRole('api', cluster.settings),
    await startRole('projector', cluster.settings),
    await startRole('projector', { ...cluster.settings, DATABASE_URL: reference }),
  ];
  try {
    const [api] = started;
    const haveFollowed = (database) =>
      until(async () => (await positionOfRows(database, namespace)) >= end);
    await timed('two read models have followed', () =>
      Promise.all([cluster.settings.DATABASE_URL, reference].map(haveFollowed)),
    );
    const ending = new AbortController();
    const load = propose(api.base, runIds, ending.signal);
    await timed('rebuilt', rebuild);
    ending.abort();
    console.log(`${await load} proposals were granted meanwhile`);
    await compareRows(reference);
  } finally {
    for (const role of started) await role.stop();
  }
}

async function rebuild() {
  const env = { ...process.env, ...cluster.settings };
  const child = spawn(process.execPath, [CLI, 'rebuild'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env,
  });
  createInterface({ input: child.stdout }).on('line', (line) => console.log(`  ${line}`));
  const [status] = await once(child, 'exit');
  if (status !== 0) throw new Error(`rebuild ended with ${status}`);
}

/** Proposes so many states a second until the signal aborts; says how many were granted. */
async function propose(base, runIds, signal) {
  const answers = [];
  for (let n = 0; !signal.aborted; n += 1) {
    const body = JSON.stringify({ state: { type: n % 2 ? 'PENDING' : 'RUNNING' }, force: true });
    const path = `${base}/task_runs/${runIds[(n >> 1) % runIds.length]}/set_state`;
    answers.push(
      fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body }),
    );
    await delay(1_000 / Number(options['per-second']));
  }
  const statuses = (await Promise.all(answers)).map(({ status }) => status);
  wrong.push(
    ...statuses.filter((status) => status !== 201).map((status) => `a proposal got ${status}`),
  );
  return statuses.filter((status) => status === 201).length;
}

/** The rebuilt rows against those of a read model that was never rebuilt, both at the end of the log. */
async function compareRows(reference) {
  let ours;
  let theirs;
  await until(async () => {
    ours = await digestOfRows(cluster.settings.DATABASE_URL, namespace);
    theirs = await digestOfRows(reference, namespace);
    return ours.position === theirs.position;
  });
  if (ours.digest !== theirs.digest) wrong.push('the rows are not those of the living model');
  console.log(
    `${ours.runs} runs at position ${ours.position}, generation ${ours.generation}: ` +
      `${ours.digest === theirs.digest ? 'the same rows as' : 'other rows than'} the living model`,
  );
}

async function anotherDatabase(name) {
  const client = new pg.Client({ connectionString: cluster.settings.DATABASE_URL });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return new URL(name, cluster.settings.DATABASE_URL).href;
}

async function until(holds) {
  const deadline = performance.now() + PATIENCE;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`waited in vain for ${holds}`);
    await delay(100);
  }
}

async function timed(what, work) {
  const begun = performance.now();
  const result = await work();
  console.log(`${what} in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  return result;
}
