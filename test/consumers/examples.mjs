// The examples of examples/consumers/ as children.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const inRoot = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

const PATIENCE = 60_000; // ms

/** Compiles the TypeScript example. @returns its entry */
export async function buildTypescriptExample() {
  await run(process.execPath, [
    inRoot('node_modules/typescript/bin/tsc'),
    ...['-p', inRoot('examples/consumers/typescript')],
  ]);
  return inRoot('dist/examples/consumer.js');
}

/**
 * Lets the TypeScript example read until it has printed so many lines, one for each transition, and ends it with SIGTERM.
 *
 * @returns its lines and the last line of its errors; fewer lines if they do not come in time
 * @throws Error if it ends by itself, or with another status than 0
 */
export async function followWithTypescript(entry, env, lines) {
  const child = spawn(process.execPath, [entry], {
    env: { ...process.env, ...env },
    timeout: PATIENCE,
  });
  const exited = once(child, 'exit');
  let lastWord = '';
  child.stderr.setEncoding('utf8').on('data', (text) => (lastWord += text));
  const printed = [];
  for await (const line of createInterface({ input: child.stdout })) {
    if (printed.push(line) === lines) child.kill('SIGTERM');
  }
  const [status] = await exited;
  if (status !== 0) throw new Error(`the TypeScript example ended with ${status}:\n${lastWord}`);
  return { printed, lastWord: lastWord.trim().split('\n').at(-1) };
}

/** Makes a virtual environment with what the Python example needs. @returns what runs the example */
export async function preparePythonExample(directory) {
  const folder = inRoot('examples/consumers/python');
  await run('python3', ['-m', 'venv', directory]).catch((cause) => {
    throw new Error('Python 3 with venv is needed (on Debian: python3-venv)', { cause });
  });
  const python = join(directory, 'bin', 'python');
  await run(python, ['-m', 'pip', 'install', '-q', '-r', join(folder, 'requirements.txt')]);
  return (args) => output(python, ['-B', join(folder, 'consumer.py'), ...args]);
}

/** @throws Error with what was printed, if it does not end well */
async function run(command, args) {
  const { status, text } = await output(command, args);
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}:\n${text}`);
}

/** @returns the exit status of a command and what it printed */
async function output(command, args) {
  const child = spawn(command, args, { timeout: PATIENCE });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (piece) => (text += piece));
  }
  const [status] = await once(child, 'close');
  return { status, text: text.trim() };
}
