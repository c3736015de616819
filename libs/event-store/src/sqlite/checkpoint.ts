import type { Connection } from './connection.js';

/**
 * Moves what the WAL holds into the log's file, as far as it can: what a full disk keeps from being moved stays in the WAL, and
 * the next checkpoint moves it. PASSIVE waits for nobody; TRUNCATE waits for readers and leaves the WAL empty.
 */
export function checkpoint(connection: Connection, mode: 'PASSIVE' | 'TRUNCATE'): void {
  try {
    connection.execute(`PRAGMA wal_checkpoint(${mode})`);
  } catch {
    return; // nothing is lost
  }
}
