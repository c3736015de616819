import type { Role } from './child.mjs';

export type Standalone = Role;

export declare function startStandalone(
  dataDir: string,
  settings?: Readonly<Record<string, string>>,
): Promise<Standalone>;
