/** A built process that answers. */
export type Role = Readonly<{
  base: string; // ends in /api
  pid: number;
  printed: () => string; // its last words
  ended: () => boolean;
  stop: () => Promise<void>; // SIGTERM
  kill: () => Promise<void>; // SIGKILL
}>;

export declare function startRole(
  role: 'standalone' | 'api' | 'projector' | 'publisher',
  settings: Readonly<Record<string, string>>,
): Promise<Role>;

export declare function freePort(): Promise<number>;
