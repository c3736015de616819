/** What a process that serves the api takes on at once, and keeps. */
export const LIMITS = {
  commands: { inFlight: 1_024, waiting: 16_384 },
  cachedCharacters: 256_000_000, // of the events behind the folds that are kept
  feed: { readers: 256, heartbeat: 15_000, patience: 30_000 }, // times in ms
} as const;
