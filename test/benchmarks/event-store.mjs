#!/usr/bin/env node
// What set_state achieves at 64 connections on an event store, beside the bare client's appends of the same bytes to the
// same server in the same run.
//
//   node test/benchmarks/event-store.mjs [--seconds 5] [--rounds 3] [--runs 2000]
//
// Needs the build (npm run build). The server is that of EVENTSTORE_URL, or else the stand-in of the tests.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { openLog } from '../../dist/libs/event-store/src/index.js';
import { openCluster } from '../support/cluster.mjs';
import { measure } from './measure.mjs';
import { createRuns } from './runs.mjs';

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '3' },
    runs: { type: 'string', default: '2000' },
  },
});
const CONNECTIONS = 64;
const seconds = Number(options.seconds);

const cluster = await openCluster({ apis: 1, projectors: 0 });
try {
  const [api] = cluster.apis;
  const runIds = await createRuns(api.base, Number(options.runs));
  await measure(api, CONNECTIONS, 2, runIds); // warms up
  const event = await lastEventOf(`taskRun-${runIds[0]}`);
  const bytes = Buffer.byteLength(event.data) + Buffer.byteLength(event.metadata);
  console.log(`${bytes} bytes an event, ${CONNECTIONS} connections or appends at once`);
  const ratios = [];
  for (let round = 1; round <= Number(options.rounds); round += 1) {
    const bare = await bareAppends(event);
    const found = await measure(api, CONNECTIONS, seconds, runIds);
    ratios.push(found.perSecond / bare);
    console.log(
      `bare client ${Math.round(bare)} appends/s; set_state ${Math.round(found.perSecond)}/s, ` +
        `p50 ${found.p50.toFixed(1)} ms, p99 ${found.p99.toFixed(1)} ms, ${found.refused} not 2xx, ` +
        `api ${found.cpu}% of a core: ${ratios.at(-1).toFixed(3)} of bare`,
    );
  }
  console.log(`median of ${ratios.length}: ${ratios.toSorted()[ratios.length >> 1].toFixed(3)}`);
} finally {
  await cluster.close();
}

async function lastEventOf(stream) {
  const { EVENTSTORE_URL: eventStoreUrl, EVENTSTORE_NAMESPACE: eventStoreNamespace } =
    cluster.settings;
  const settings = { eventStoreUrl, eventStoreNamespace, dataDir: '' };
  const log = await openLog(settings, () => undefined);
  try {
    let last;
    for await (const { type, data, metadata } of log.store.read(stream)) {
      last = { type, data, metadata };
    }
    return last;
  } finally {
    await log.close();
  }
}

async function bareAppends(event) {
  const client = fork(new URL('bare-appends.mjs', import.meta.url));
  client.send({ url: cluster.settings.EVENTSTORE_URL, inFlight: CONNECTIONS, seconds, event });
  const [perSecond] = await once(client, 'message');
  return perSecond;
}
