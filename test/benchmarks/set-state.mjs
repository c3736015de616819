#!/usr/bin/env node
// What set_state achieves at 1, 16 and 64 connections, beside a bare node:http server under the same client; whether a
// long history makes it slower; and what a run and a transition take in the log.
//
//   node test/benchmarks/set-state.mjs [--seconds 5] [--runs 2000]
//
// Needs the build (npm run build). The data lie on the disk of the project: a log in memory would say nothing of syncs.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openLogFile } from '../support/log-file.mjs';
import { startStandalone } from '../support/standalone.mjs';
import { compareHistories } from './long-history.mjs';
import { measure } from './measure.mjs';
import { createRuns } from './runs.mjs';

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '5' },
    runs: { type: 'string', default: '2000' },
  },
});
const seconds = Number(options.seconds);

const data = fileURLToPath(new URL('../../data', import.meta.url));
await mkdir(data, { recursive: true });
const dataDir = await mkdtemp(join(data, 'benchmark-'));
const bare = fork(new URL('bare-server.mjs', import.meta.url));
try {
  const [port] = await once(bare, 'message');
  const server = await startStandalone(dataDir);
  await compareThroughput({ base: `http://127.0.0.1:${port}/api`, pid: bare.pid }, server);
  const { long, short } = await compareHistories(server.base);
  console.log(
    `median at 10,000 states ${long.toFixed(2)} ms, at 10 states ${short.toFixed(2)} ms: ` +
      `${(long / short).toFixed(2)} times`,
  );
  await server.stop();
} finally {
  bare.kill();
  await rm(dataDir, { recursive: true, force: true });
}

async function compareThroughput(bareServer, server) {
  const empty = logBytes();
  const runIds = await createRuns(server.base, Number(options.runs));
  const created = logBytes();
  let transitions = 0;
  const warmUp = await measure(server, 16, 2, runIds);
  transitions += warmUp.answered;
  for (const connections of [1, 16, 64]) {
    const floor = await measure(bareServer, connections, seconds, runIds);
    const found = await measure(server, connections, seconds, runIds);
    transitions += found.answered;
    report('bare', floor, floor);
    report('set_state', found, floor);
  }
  console.log(
    `log: ${Math.round((created - empty) / runIds.length)} bytes a run, ` +
      `${Math.round((logBytes() - created) / transitions)} bytes a transition`,
  );
}

function report(name, found, floor) {
  console.log(
    `${name.padEnd(9)} ${String(found.connections).padStart(2)} connections: ` +
      `${Math.round(found.perSecond)}/s, p50 ${found.p50.toFixed(2)} ms, p97 ${found.p97.toFixed(1)} ms, ` +
      `p99 ${found.p99.toFixed(1)} ms, ${(found.perSecond / floor.perSecond).toFixed(3)} of bare, ` +
      `${found.refused} not 2xx, server ${found.cpu}% of a core`,
  );
}

// As SQLite counts it, the write-ahead log included.
function logBytes() {
  const log = openLogFile(dataDir);
  try {
    const [[pages], [size]] = ['page_count', 'page_size'].map((name) =>
      Object.values(log.prepare(`PRAGMA ${name}`).get()),
    );
    return Number(pages * size);
  } finally {
    log.close();
  }
}
