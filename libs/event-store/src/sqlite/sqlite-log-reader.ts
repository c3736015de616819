import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import type { SharedPosition } from '@app/runtime';
import { StoreUnavailable } from '../errors.js';
import {
  NO_STREAM,
  position,
  revision,
  START,
  type CaughtUp,
  type EventStore,
  type Position,
  type Revision,
  type StoredEvent,
} from '../event-store.js';
import type { Connection, Query, Value } from './connection.js';
import { openForReading } from './log-file.js';

const PAGE = 500; // events; with 2 kB each it holds the event loop for some 4 ms
const POLL = 50; // ms

type Row = readonly [bigint, string, bigint, string, string, string, string];

const EVENTS =
  'SELECT position, name, revision, event.id, type, data, metadata FROM event JOIN stream ON stream.id = event.stream';

/** Reads a log page by page. Between pages no transaction is open, so that the WAL can be checkpointed, and other work has its turn. */
export class SqliteLogReader implements Pick<EventStore, 'read' | 'subscribe'> {
  private readonly closing = new AbortController();
  private readonly pageOfStream: Query<Row>;
  private readonly pageOfLog: Query<Row>;
  private readonly lastPosition: Query<[bigint | null]>;

  /** @param head wakes the subscribers; null: they poll */
  constructor(
    private readonly connection: Connection,
    private readonly head: SharedPosition | null,
  ) {
    this.pageOfStream = connection.query(
      `${EVENTS} WHERE name = ? AND revision > ? AND revision >= truncate_before ORDER BY revision LIMIT ${PAGE}`,
    );
    this.pageOfLog = connection.query(
      `${EVENTS} WHERE position > ? ORDER BY position LIMIT ${PAGE}`,
    );
    this.lastPosition = connection.query('SELECT max(position) FROM event');
  }

  async *read(stream: string, after: Revision = NO_STREAM): AsyncGenerator<StoredEvent> {
    let at = after;
    for (;;) {
      const page = this.page(this.pageOfStream, stream, at);
      for (const event of page) {
        yield event;
        at = event.revision;
      }
      if (page.length < PAGE) return;
      await nextTurn();
    }
  }

  async *subscribe(after: Position, signal: AbortSignal): AsyncGenerator<StoredEvent | CaughtUp> {
    const ending = AbortSignal.any([signal, this.closing.signal]);
    const ended = (): boolean => ending.aborted;
    let at = after;
    while (!ended()) {
      const page = this.page(this.pageOfLog, at);
      for (const event of page) {
        if (ended()) return;
        yield event;
        at = event.position;
      }
      if (page.length === PAGE) await nextTurn();
      else if (!ended()) {
        yield { caughtUp: true, position: this.noFurtherThan(at) };
        await this.news(at, ending);
      }
    }
  }

  /** Where the last event stands. @throws StoreUnavailable */
  last(): Position {
    return position(this.attempt(this.lastPosition)[0]?.[0] ?? START);
  }

  /** Ends the subscriptions. */
  close(): void {
    this.closing.abort();
    this.connection.close();
  }

  private page(query: Query<Row>, ...from: readonly Value[]): readonly StoredEvent[] {
    return this.attempt(query, ...from).map(toStoredEvent);
  }

  private noFurtherThan(at: Position): Position {
    const last = this.last();
    return last < at ? last : at;
  }

  private async news(at: Position, signal: AbortSignal): Promise<void> {
    if (this.head !== null) await this.head.reached(at + 1n, signal);
    else while (!signal.aborted && this.last() <= at) await delay(POLL);
  }

  private attempt<R extends readonly (Value | null)[]>(
    query: Query<R>,
    ...values: readonly Value[]
  ): readonly R[] {
    if (this.closing.signal.aborted) throw new StoreUnavailable('the log is closed');
    try {
      return query(...values);
    } catch (cause) {
      throw new StoreUnavailable('the log cannot be read', { cause });
    }
  }
}

/**
 * Reads the log of a directory beside its writer: in the same thread, another thread or another process.
 *
 * @param head of the writer; null where its memory cannot be shared
 * @throws StoreUnavailable if there is no log
 */
export const openSqliteLogReader = (
  directory: string,
  head: SharedPosition | null,
): SqliteLogReader => new SqliteLogReader(openForReading(directory), head);

const toStoredEvent = ([at, stream, nth, id, type, data, metadata]: Row): StoredEvent => ({
  stream,
  revision: revision(nth),
  position: position(at),
  id,
  type,
  data,
  metadata,
});
