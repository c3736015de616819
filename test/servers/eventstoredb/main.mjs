#!/usr/bin/env node
// Serves until SIGTERM or SIGINT.
import { parseArgs } from 'node:util';
import { startEventStoreDb } from './server.mjs';

const { values: options } = parseArgs({
  options: { port: { type: 'string', default: '2113' }, help: { type: 'boolean', default: false } },
});
if (options.help) {
  console.log(`usage: node test/servers/eventstoredb/main.mjs [--port N]

A stand-in for an insecure EventStoreDB on 127.0.0.1, with its log in memory.
  --port N   2113 without it; 0 takes a free one`);
  process.exit(0);
}

const server = await startEventStoreDb({ port: Number(options.port) });
console.log(`listening on ${server.url}`);

for (const signal of ['SIGTERM', 'SIGINT']) {
  process.once(signal, () => {
    void server.stop().then(() => process.exit(0));
  });
}
