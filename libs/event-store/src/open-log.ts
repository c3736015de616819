import { resolve } from 'node:path';
import { SharedPosition, type Configuration } from '@app/runtime';
import type { EventStore, Position } from './event-store.js';
import type { OnCommit } from './sqlite/log-writer.js';
import { openSqliteLog } from './sqlite/sqlite-log.js';
import { openSqliteLogReader } from './sqlite/sqlite-log-reader.js';

/** Where the log is. */
export type LogSettings = Pick<Configuration, 'dataDir' | 'eventStoreUrl' | 'eventStoreNamespace'>;

/** What follows a log needs of it. */
export type OpenedLogReader = Readonly<{
  store: Pick<EventStore, 'read' | 'subscribe'>;
  /** The position of the last event, or one beyond it. @throws StoreUnavailable */
  last: () => Promise<Position>;
  close: () => Promise<void>;
}>;

/** A log that is open for writing. */
export type OpenedLog = OpenedLogReader &
  Readonly<{
    store: EventStore;
    shared: boolean; // whether other processes write to it
    known: SharedPosition; // the furthest position that was acknowledged here; where nobody else writes, the last
  }>;

/**
 * Opens the log that the settings name. EventStoreDB is spoken to when it is first asked for something.
 *
 * @throws ConnectionStringInvalid, DirectoryLocked if another process has the directory open, StoreUnavailable
 */
export async function openLog(settings: LogSettings, onCommit: OnCommit): Promise<OpenedLog> {
  const { eventStoreUrl: url, eventStoreNamespace: namespace } = settings;
  if (url !== null) {
    const { openEventStoreDb } = await import('./eventstoredb/event-store-db.js'); // its driver takes its time to load
    const store = openEventStoreDb({ url, namespace });
    const known = new SharedPosition();
    return {
      store: acknowledging(store, known, onCommit),
      shared: true,
      known,
      last: () => store.head(),
      close: () => store.close(),
    };
  }
  const log = openSqliteLog(resolve(settings.dataDir), onCommit);
  return {
    store: log,
    shared: false,
    known: log.sharedHead,
    last: () => Promise.resolve(log.head),
    async close() {
      log.close();
    },
  };
}

/**
 * Opens the log that the settings name beside its writers.
 *
 * @param head of the writer of a directory; null where its memory cannot be shared
 * @throws StoreUnavailable if there is no log
 */
export async function openLogReader(
  settings: LogSettings,
  head: SharedPosition | null,
): Promise<OpenedLogReader> {
  if (settings.eventStoreUrl !== null) return openLog(settings, () => undefined);
  const log = openSqliteLogReader(resolve(settings.dataDir), head);
  return {
    store: log,
    last: () => Promise.resolve(log.last()),
    async close() {
      log.close();
    },
  };
}

/** The store, with a note of how far it has acknowledged appends, and how long each took. */
const acknowledging = (
  store: EventStore,
  known: SharedPosition,
  onCommit: OnCommit,
): EventStore => ({
  async append(stream, expected, events) {
    const begun = performance.now();
    const appended = await store.append(stream, expected, events);
    known.advance(appended.position);
    onCommit(1, (performance.now() - begun) / 1000);
    return appended;
  },
  read: (stream, after) => store.read(stream, after),
  subscribe: (after, signal) => store.subscribe(after, signal),
  truncateBefore: (stream, revision) => store.truncateBefore(stream, revision),
});
