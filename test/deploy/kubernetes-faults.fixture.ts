import { resolve } from 'node:path';
import ts from 'typescript';

/**
 * What Kubernetes 1.30 would not take of an object: fields that it does not know, misses or expects to be otherwise.
 * The compiler judges, as the packages with the API's schemas let unknown fields pass, and its types do not.
 */
export function kubernetesFaults(object: unknown): readonly string[] {
  const { apiVersion, kind } = object as Partial<Record<string, unknown>>;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || !/^\w+$/.test(kind)) {
    return ['it has no apiVersion or no kind'];
  }
  return errorsOf(`import type { ${kind} } from 'kubernetes-types/${homeOf(apiVersion)}.js';
    export const object: ${kind} = ${JSON.stringify(object)};`);
}

/** `v1` → `core/v1`, `networking.k8s.io/v1` → `networking/v1` */
function homeOf(apiVersion: string): string {
  const [group, version] = apiVersion.includes('/') ? apiVersion.split('/') : ['core', apiVersion];
  return `${group?.replace(/\..*$/, '') ?? ''}/${version ?? ''}`;
}

const FILE = resolve('test/deploy/object.ts'); // in the compiler's mind alone

const OPTIONS: ts.CompilerOptions = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  skipLibCheck: true,
  module: ts.ModuleKind.NodeNext,
  lib: ['lib.es2023.d.ts'],
  types: [],
};

function errorsOf(source: string): readonly string[] {
  const host = ts.createCompilerHost(OPTIONS);
  const onDisk = { fileExists: host.fileExists, getSourceFile: host.getSourceFile };
  host.fileExists = (name) => name === FILE || onDisk.fileExists(name);
  host.getSourceFile = (name, how) => {
    if (name === FILE) return ts.createSourceFile(name, source, how);
    const known = parsed.get(name) ?? onDisk.getSourceFile(name, how);
    if (known !== undefined) parsed.set(name, known);
    return known;
  };
  return ts
    .getPreEmitDiagnostics(ts.createProgram([FILE], OPTIONS, host))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

const parsed = new Map<string, ts.SourceFile>();
