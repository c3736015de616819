import type { Ledger } from '@app/ledger';
import type { TaskRunQueries } from '@app/read-model';
import type { Micros } from '@app/orchestration';
import type { KnownLog, Reading } from './reading/reading.js';
import type { FeedReaders } from './transitions/feed-readers.js';

/** What the api stands on. */
export type ApiParts = Readonly<{
  ledger: Ledger;
  queries: TaskRunQueries;
  reading: Reading;
  log: KnownLog;
  feedReaders: FeedReaders;
  now: () => Micros;
}>;

export const LEDGER = Symbol('ledger');
export const QUERIES = Symbol('queries');
export const READING = Symbol('reading');
export const KNOWN_LOG = Symbol('known log');
export const FEED_READERS = Symbol('feed readers');
export const NOW = Symbol('now');
