import type { Ledger } from '@app/ledger';
import type { TaskRunQueries } from '@app/read-model';
import type { Micros } from '@app/orchestration';
import type { Reading } from './reading/reading.js';

/** What the api stands on. */
export type ApiParts = Readonly<{
  ledger: Ledger;
  queries: TaskRunQueries;
  reading: Reading;
  now: () => Micros;
}>;

export const LEDGER = Symbol('ledger');
export const QUERIES = Symbol('queries');
export const READING = Symbol('reading');
export const NOW = Symbol('now');
