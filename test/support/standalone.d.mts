export type Standalone = Readonly<{
  base: string; // ends in /api
  pid: number;
  stop: () => Promise<void>; // SIGTERM
  kill: () => Promise<void>; // SIGKILL
}>;

export declare function startStandalone(dataDir: string): Promise<Standalone>;
