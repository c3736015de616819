#!/usr/bin/env node
// Runs a command against the built service and ends with its exit status:
//
//   node test/support/against-standalone.mjs DATA_DIR COMMAND ARGUMENT…     the base URL is put after the last argument
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startStandalone } from './standalone.mjs';

const [dataDir, command, ...args] = process.argv.slice(2);
const server = await startStandalone(dataDir);
const [status] = await once(spawn(command, [...args, server.base], { stdio: 'inherit' }), 'exit');
await server.stop();
process.exit(status ?? 1);
