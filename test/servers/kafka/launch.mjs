// Children that do not outlive this process, however it ends.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';

const running = new Set();

/** Starts a program. */
export function launch(program, args, options) {
  const [first, ...rest] = [...tether, program, ...args];
  const child = spawn(first, rest, options);
  running.add(child);
  child.on('exit', () => running.delete(child)).on('error', () => running.delete(child));
  return child;
}

// Linux ends a child whose parent was killed; elsewhere it stays.
const [SETPRIV, ...TIE] = ['setpriv', '--pdeathsig', 'KILL'];
const tether = spawnSync(SETPRIV, [...TIE, 'true']).status === 0 ? [SETPRIV, ...TIE] : [];

/** The exit status of a program when it has ended; 1 if a signal ended it. */
export async function statusOf(child) {
  const [status] = await once(child, 'exit');
  return status ?? 1;
}

/** Ends a program by a signal, and waits until it has. */
export async function end(child, signal) {
  if (!running.has(child)) return;
  child.kill(signal);
  await once(child, 'exit');
}

process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
