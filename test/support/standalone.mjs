// The built service as a child process. Whatever ends this process, `exit`, an error, SIGINT or SIGTERM, ends the child.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';

const MAIN = fileURLToPath(new URL('../../dist/apps/standalone/src/main.js', import.meta.url));
const START_MS = 30_000;

/**
 * Starts `standalone` on a data directory and waits until it answers.
 *
 * @throws Error with what the service printed, if it ends or does not answer within 30 s
 */
export async function startStandalone(dataDir) {
  const port = await freePort();
  const child = spawn(process.execPath, [MAIN], {
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      HOST: '127.0.0.1',
      PORT: String(port),
      RUNLEDGER_DATA_DIR: dataDir,
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  children.add(child);
  void exited.then(() => children.delete(child));
  const printed = lastWordsOf(child);
  const base = `http://127.0.0.1:${port}/api`;
  await untilHealthy(base, child, printed);
  const end = async (signal) => {
    child.kill(signal);
    await exited;
  };
  return { base, pid: child.pid, stop: () => end('SIGTERM'), kill: () => end('SIGKILL') };
}

async function untilHealthy(base, child, printed) {
  const deadline = performance.now() + START_MS;
  while (!(await isHealthy(base))) {
    if (child.exitCode !== null || performance.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`standalone did not come up:\n${printed()}`);
    }
    await delay(20);
  }
}

const isHealthy = (base) =>
  fetch(`${base}/health`).then(
    (answer) => answer.ok,
    () => false,
  );

function lastWordsOf(child) {
  let words = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      words = (words + text).slice(-10_000);
    });
  }
  return () => words;
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

const children = new Set();

process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
