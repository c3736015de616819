import { hash } from 'node:crypto';

/** The names of the ledger's streams; what stands before the first dash is the category. */
export const taskRunStream = (id: string): string => `taskRun-${id}`;

/** What was not granted to a run. */
export const refusalsStream = (id: string): string => `taskRunRefusals-${id}`;

/** Reserves a natural key for one run. */
export const taskRunKeyStream = (key: NaturalKey): string =>
  `taskRunKey-${digest(JSON.stringify([key.flowRunId, key.taskKey, key.dynamicKey]))}`;

/** The entries of one key of the result cache. */
export const stateCacheStream = (cacheKey: string): string => `stateCache-${digest(cacheKey)}`;

/** Its first event is the first of the log. */
export const IDENTITY_STREAM = 'ledger-identity';

/** The id of the run whose stream this is; null if it is another stream. */
export const taskRunIdOf = (stream: string): string | null =>
  stream.startsWith(TASK_RUN) ? stream.slice(TASK_RUN.length) : null;

export type NaturalKey = Readonly<{
  flowRunId: string | null;
  taskKey: string;
  dynamicKey: string;
}>;

const TASK_RUN = 'taskRun-';

const digest = (text: string): string => hash('sha256', text, 'hex');
