#!/usr/bin/env node
// The kill run: in each round clients work on a server until SIGKILL ends it at a random moment; it is started again on
// the same data, and what it then shows is compared with what the clients were told.
//
//   node test/kill/run.mjs [--rounds 50] [--seed N]
//
// Needs the build (npm run build). Prints what is wrong and ends with 1 if anything is. SIGKILL shows what a process
// that dies may lose; what a machine that dies may lose depends on the log's syncs, which it does not show.
import { EventEmitter } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startStandalone } from '../support/standalone.mjs';
import { callsTo } from './calls.mjs';
import { chanceFrom } from './chance.mjs';
import { driveLoad, dynamicKeysOf, repeatKeyed } from './clients.mjs';
import { openJournal } from './journal.mjs';
import { streamsOf } from './log.mjs';
import { examineStreams } from './streams.mjs';
import { creationViolations, violationsOf } from './violations.mjs';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '50' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 32) },
  },
});
const MOST_ANSWERS = 600; // in a round; a count, so that a slow machine is killed as busily as a quick one
const MOST_DELAY = 20; // ms after the last of them

const chance = chanceFrom(Number(options.seed));
const journal = openJournal();
const dataDir = await mkdtemp(join(tmpdir(), 'runledger-kill-'));
const violations = [];

console.log(`${options.rounds} rounds, seed ${options.seed}`);
try {
  let server = await startStandalone(dataDir);
  for (let round = 1; round <= Number(options.rounds); round += 1) {
    await workUntilKilled(round, server);
    server = await startStandalone(dataDir);
    violations.push(...(await compare(round, callsTo(server.base))));
  }
  violations.push(...creationViolations(journal.creations()), ...journal.strange);
  const log = await examineStreams(streamsOf(dataDir), journal.told);
  violations.push(...log.violations);
  await server.stop();
  report(log);
} finally {
  await rm(dataDir, { recursive: true, force: true });
}
process.exitCode = violations.length === 0 ? 0 : 1;

async function workUntilKilled(round, server) {
  const answers = new EventEmitter();
  const calls = callsTo(server.base, () => answers.emit('one'));
  const load = driveLoad(round, calls, journal, chance);
  await Promise.race([load, emitted(answers, Math.ceil(chance.next() * MOST_ANSWERS))]);
  await delay(chance.next() * MOST_DELAY);
  await server.kill();
  await load;
}

function emitted(emitter, count) {
  return new Promise((resolve) => {
    let left = count;
    emitter.on('one', () => {
      left -= 1;
      if (left === 0) resolve();
    });
  });
}

async function compare(round, calls) {
  const runIds = dynamicKeysOf(round).flatMap(journal.runIdsOf);
  await repeatKeyed(runIds.flatMap(journal.proposalsOf), calls, journal);
  const rows = await calls.rows(runIds);
  const found = await Promise.all(
    runIds.map(async (runId) => {
      const [run, states, decisions] = await Promise.all([
        calls.run(runId),
        calls.states(runId),
        calls.decisions(runId),
      ]);
      return violationsOf(journal.proposalsOf(runId), {
        run,
        row: rows.find(({ id }) => id === runId),
        states,
        decisions,
      }).map((violation) => `round ${round}, run ${runId}: ${violation}`);
    }),
  );
  return found.flat();
}

function report({ events, streams }) {
  const { runs, proposals, granted, refusals, unanswered } = journal.counts();
  for (const violation of violations.slice(0, 50)) console.error(violation);
  console.log(
    `${runs} runs, ${proposals} proposals: ${granted} granted, ${refusals} refusals, ` +
      `${unanswered} never answered; ${events} events in ${streams} streams`,
  );
  console.log(`${violations.length} violations`);
}
