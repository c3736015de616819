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
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';

export type Child = ChildProcessByStdio<null, Readable, null>;

const ROOT = join(import.meta.dirname, '../../../..');
const LIBS = ['event-store', 'orchestration', 'read-model', 'runtime', 'task-run'];

/** Runs modules that import from '@app/read-model' in processes, which know no TypeScript. What still runs in the end is killed. */
export function processes(): (module: string, ...args: readonly string[]) => Child {
  const directory = mkdtempSync(join(tmpdir(), 'runledger-processes-'));
  const children: Child[] = [];
  beforeAll(() => build(directory));
  afterAll(() => {
    for (const child of children) child.kill('SIGKILL');
    rmSync(directory, { recursive: true });
  });

  return (module, ...args) => {
    const file = join(directory, 'app', `${children.length}.mjs`);
    writeFileSync(file, module);
    const child = spawn(process.execPath, [file, ...args], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    children.push(child);
    return child;
  };
}

/** The next line that the process prints. */
export async function lineOf(child: Child): Promise<string> {
  for await (const line of createInterface({ input: child.stdout })) return line;
  throw new Error('the process ended without a line');
}

/** The packages of ours lie deeper than those of others, so that both are found. */
function build(directory: string): void {
  symlinkSync(join(ROOT, 'node_modules'), join(directory, 'node_modules'));
  for (const lib of LIBS) {
    const sources = join(ROOT, 'libs', lib, 'src');
    const target = join(directory, 'app/node_modules/@app', lib);
    for (const name of readdirSync(sources, { recursive: true, encoding: 'utf8' })) {
      if (!/(?<!\.(spec|contract|fixture))\.ts$/.test(name)) continue;
      const file = join(target, name.replace(/ts$/, 'js'));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, toJavaScript(readFileSync(join(sources, name), 'utf8')));
    }
    writeFileSync(join(target, 'package.json'), '{"type":"module","exports":"./index.js"}');
  }
}

const toJavaScript = (source: string): string =>
  transpileModule(source, {
    compilerOptions: {
      target: ScriptTarget.ES2023,
      module: ModuleKind.ESNext,
      experimentalDecorators: true,
    },
  }).outputText;
