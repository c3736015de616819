#!/usr/bin/env node
// Runs a command against two api replicas behind one door, with a projector, on an event store and a database that they
// share, and ends with its exit status:
//
//   node test/support/against-cluster.mjs COMMAND ARGUMENT…     the base URL of the door is put after the last argument
//
// A {base} among the arguments is replaced by the URL of a replica, the first one by that of the first, and then no door is
// put at the end. Needs the build (npm run build).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openCluster } from './cluster.mjs';
import { openRoundRobin } from './round-robin.mjs';

const [command, ...args] = process.argv.slice(2);
const cluster = await openCluster();
try {
  const bases = cluster.apis.map(({ base }) => base);
  const door = await openRoundRobin(bases);
  const isNamed = args.includes('{base}');
  const replaced = args.map((arg) => (arg === '{base}' ? bases.shift() : arg));
  const given = isNamed ? replaced : [...replaced, door.base];
  const [status] = await once(spawn(command, given, { stdio: 'inherit' }), 'exit');
  process.exitCode = status ?? 1;
  await door.close();
} finally {
  await cluster.close();
}
