// A built process as a child. Whatever ends this process, `exit`, an error, SIGINT or SIGTERM, ends the child.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { setTimeout as delay } from 'node:timers/promises';

const START_MS = 30_000;

/**
 * Starts the role ("standalone", "api", "projector" or "publisher") with settings of its own and waits until it answers.
 *
 * @throws Error with what it printed, if it ends or does not answer within 30 s
 */
export async function startRole(role, settings) {
  const port = await freePort();
  const child = spawn(process.execPath, [mainOf(role)], {
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      LOG_LEVEL: 'warn',
      RUNLEDGER_PUBLIC_URL: `http://127.0.0.1:${port}`,
      ...settings,
      HOST: '127.0.0.1',
      PORT: String(port),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  children.add(child);
  void exited.then(() => children.delete(child));
  const printed = lastWordsOf(child);
  const base = `http://127.0.0.1:${port}/api`;
  await untilHealthy(role, base, child, printed);
  const end = async (signal) => {
    child.kill(signal);
    await exited;
  };
  return {
    base,
    pid: child.pid,
    printed,
    ended: () => child.exitCode !== null || child.signalCode !== null,
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  };
}

/** The built entry of a role. */
const mainOf = (role) =>
  fileURLToPath(new URL(`../../dist/apps/${role}/src/main.js`, import.meta.url));

export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function untilHealthy(role, base, child, printed) {
  const deadline = performance.now() + START_MS;
  while (!(await isHealthy(base))) {
    if (child.exitCode !== null || performance.now() > deadline) {
      child.kill('SIGKILL');
      throw new Error(`${role} did not come up:\n${printed()}`);
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

const children = new Set();

process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
