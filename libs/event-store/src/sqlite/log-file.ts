import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { StoreUnavailable } from '../errors.js';
import { Connection } from './connection.js';

const FULL = 2n; // each commit is synced

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS stream (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    truncate_before INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE TABLE IF NOT EXISTS event (
    position INTEGER PRIMARY KEY,
    stream INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    data TEXT NOT NULL,
    metadata TEXT NOT NULL,
    UNIQUE (stream, revision)
  ) STRICT;`;

/** Opens the log of a directory for its one writer, and makes it if there is none. @throws StoreUnavailable */
export function openForWriting(directory: string): Connection {
  return opened(directory, (connection) => {
    connection.execute('PRAGMA journal_mode = WAL');
    connection.execute('PRAGMA synchronous = FULL');
    connection.execute('PRAGMA wal_autocheckpoint = 4000'); // pages; the valve behind `keepWalShort`
    if (connection.pragma('synchronous') !== FULL) throw new Error('synchronous is not FULL');
    connection.execute(SCHEMA);
  });
}

/** Opens a log that somebody writes, or has written. @throws StoreUnavailable */
export function openForReading(directory: string): Connection {
  if (!existsSync(fileIn(directory))) throw new StoreUnavailable(`there is no log in ${directory}`);
  return opened(directory, (connection) => connection.execute('PRAGMA query_only = TRUE'));
}

function opened(directory: string, prepare: (connection: Connection) => void): Connection {
  try {
    const connection = new Connection(fileIn(directory));
    prepare(connection);
    return connection;
  } catch (cause) {
    throw new StoreUnavailable(`the log in ${directory} cannot be opened`, { cause });
  }
}

const fileIn = (directory: string): string => join(directory, 'log.db');
