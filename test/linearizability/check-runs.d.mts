export type Options = Readonly<{
  bases: readonly string[]; // each ends in /api
  runs: number;
  clients: number; // on each run
  calls: number; // of each client
  patience: number; // ms
  seed: number;
}>;

export type Counts = Readonly<{
  operations: number;
  open: number;
  tried: number; // of the longest search
  answers: Readonly<Record<string, number>>;
  answeredBy: Readonly<Record<string, number>>; // base
}>;

export declare function checkRuns(
  options: Options,
): Promise<Readonly<{ unexplained: readonly string[]; counts: Counts }>>;
