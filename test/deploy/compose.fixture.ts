import { readFileSync } from 'node:fs';
import { documentsOf } from './yaml.fixture.js';

/** What the specs look at of a service; the schema has been asked for all else. */
export type Service = Readonly<{
  image: string;
  command?: readonly string[];
  environment?: Readonly<Record<string, string>>;
  depends_on?: Readonly<Record<string, Readonly<{ condition: string }>>>;
  healthcheck?: Readonly<{ test: readonly string[] }>;
  networks: readonly string[];
  ports?: readonly string[];
  restart?: string;
  stop_grace_period?: string;
  deploy?: Readonly<{
    resources?: Readonly<{ limits?: Readonly<{ cpus?: string; memory?: string }> }>;
  }>;
}>;

export type ComposeFile = Readonly<{
  services: Readonly<Record<string, Service>>;
  networks: Readonly<Record<string, Readonly<{ internal?: boolean }> | null>>;
}>;

const PATH = 'deploy/compose.yaml';

/** The file as it is written. */
export const composeFile = (): ComposeFile => documentsOf(PATH)[0] as ComposeFile;

/** The file as Compose reads it where the variables are set. @throws if one that must be set is not */
export function composeFileWith(variables: Readonly<Record<string, string>>): ComposeFile {
  const written = JSON.stringify(composeFile());
  return JSON.parse(
    written.replace(VARIABLE, (_, name: string, otherwise?: string) => {
      const value = variables[name] ?? otherwise;
      if (value === undefined) throw new Error(`${name} must be set`);
      return value;
    }),
  ) as ComposeFile;
}

/** The variables that the file asks for. */
export const variablesAskedFor = (): readonly string[] => [
  ...new Set([...readFileSync(PATH, 'utf8').matchAll(VARIABLE)].map(([, name]) => name ?? '')),
];

/** `${NAME:?why it must be set}` and `${NAME:-otherwise}` */
const VARIABLE = /\$\{(\w+):(?:\?[^}]*|-([^}]*))\}/g;
