import { mkdirSync } from 'node:fs';
import { SharedPosition } from '@app/runtime';
import { StoreUnavailable } from '../errors.js';
import {
  position,
  type Appended,
  type CaughtUp,
  type EventStore,
  type NewEvent,
  type Position,
  type Revision,
  type StoredEvent,
} from '../event-store.js';
import { checkEvents } from '../event-size.js';
import { checkpoint } from './checkpoint.js';
import type { Connection } from './connection.js';
import { lockDirectory, type DirectoryLock } from './directory-lock.js';
import { openForWriting } from './log-file.js';
import { LogWriter, type OnCommit } from './log-writer.js';
import { openSqliteLogReader, type SqliteLogReader } from './sqlite-log-reader.js';

/** The log in an SQLite file. An answered append is on the disk. */
export class SqliteLog implements EventStore {
  private closed = false;

  constructor(
    /** The last committed event, for readers in other threads to wait on. */
    readonly sharedHead: SharedPosition,
    private readonly lock: DirectoryLock,
    private readonly connection: Connection,
    private readonly writer: LogWriter,
    private readonly reader: SqliteLogReader,
  ) {}

  /** Where the last committed event stands. */
  get head(): Position {
    return position(this.sharedHead.value);
  }

  async append(stream: string, expected: Revision, events: readonly NewEvent[]): Promise<Appended> {
    this.demandOpen();
    checkEvents(events);
    return this.writer.append(stream, expected, events);
  }

  read(stream: string, after?: Revision): AsyncIterable<StoredEvent> {
    return this.reader.read(stream, after);
  }

  subscribe(after: Position, signal: AbortSignal): AsyncIterable<StoredEvent | CaughtUp> {
    return this.reader.subscribe(after, signal);
  }

  async truncateBefore(stream: string, revision: Revision): Promise<void> {
    this.demandOpen();
    this.writer.truncateBefore(stream, revision);
  }

  /** Ends what was begun and gives the directory free. */
  close(): void {
    if (this.closed) return;
    this.closed = true;
    try {
      this.writer.flush();
      this.reader.close();
      checkpoint(this.connection, 'TRUNCATE');
      this.connection.close();
    } finally {
      this.lock.release();
    }
  }

  private demandOpen(): void {
    if (this.closed) throw new StoreUnavailable('the log is closed');
  }
}

/**
 * Opens the log of a directory for writing, and makes both where they are missing.
 *
 * @throws DirectoryLocked if another process has it open, StoreUnavailable
 */
export function openSqliteLog(directory: string, onCommit: OnCommit = () => undefined): SqliteLog {
  mkdirSync(directory, { recursive: true });
  const lock = lockDirectory(directory);
  try {
    const head = new SharedPosition();
    const connection = openForWriting(directory);
    const writer = new LogWriter(connection, head, onCommit);
    return new SqliteLog(head, lock, connection, writer, openSqliteLogReader(directory, head));
  } catch (error) {
    lock.release();
    throw error;
  }
}
