import { spawn, type ChildProcessByStdio } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Readable } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

export type Child = ChildProcessByStdio<null, Readable, null>;

/** Runs modules that import the lib from './event-store/src/index.js' in processes and threads, which know no TypeScript. */
export type Built = Readonly<{
  /** @param shell what the shell does before, as to limit the process */
  process(module: string, args: readonly string[], shell?: string): Child;
  thread(module: string, workerData: unknown): Worker;
}>;

const ROOT = join(import.meta.dirname, '../../../..');
const SHARED_POSITION = 'runtime/src/shared-position';

/** The lib as JavaScript, as long as the tests of this file run; whatever still runs is killed. */
export function built(): Built {
  const directory = mkdtempSync(join(tmpdir(), 'runledger-built-'));
  const ends: (() => unknown)[] = [];
  let modules = 0;
  beforeAll(() => build(directory));
  afterAll(async () => {
    await Promise.all(ends.map((end) => end()));
    rmSync(directory, { recursive: true });
  });

  function file(module: string): string {
    const path = join(directory, `${modules++}.mjs`);
    writeFileSync(path, module);
    return path;
  }

  return {
    process(module, args, shell = ':') {
      const command = [process.execPath, file(module), ...args];
      const child = spawn('sh', ['-c', `${shell}; exec "$@"`, 'sh', ...command], {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, NODE_OPTIONS: '' },
      });
      ends.push(() => child.kill('SIGKILL'));
      return child;
    },
    thread(module, workerData) {
      const worker = new Worker(file(module), { workerData, execArgv: [] });
      ends.push(() => worker.terminate());
      return worker;
    },
  };
}

export const linesOf = (child: Child): Interface => createInterface({ input: child.stdout });

function build(directory: string): void {
  writeFileSync(join(directory, 'package.json'), '{"type":"module"}');
  symlinkSync(join(ROOT, 'node_modules'), join(directory, 'node_modules'));
  const sources = readdirSync(join(ROOT, 'libs/event-store/src'), {
    recursive: true,
    encoding: 'utf8',
  })
    .filter((path) => /(?<!\.(spec|contract|fixture))\.ts$/.test(path))
    .map((path) => join('event-store/src', path));
  for (const source of [...sources, `${SHARED_POSITION}.ts`]) {
    const target = join(directory, source.replace(/ts$/, 'js'));
    mkdirSync(dirname(target), { recursive: true });
    const runtime = `${'../'.repeat(source.split('/').length - 1)}${SHARED_POSITION}.js`;
    writeFileSync(target, toJavaScript(readFileSync(join(ROOT, 'libs', source), 'utf8'), runtime));
  }
}

function toJavaScript(source: string, runtime: string): string {
  const { outputText } = transpileModule(source, {
    compilerOptions: { target: ScriptTarget.ES2023, module: ModuleKind.ESNext },
  });
  return outputText.replace(`'@app/runtime'`, `'${runtime}'`);
}
