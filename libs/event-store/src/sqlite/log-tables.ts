import {
  position,
  revision,
  START,
  type NewEvent,
  type Position,
  type Revision,
} from '../event-store.js';
import type { Connection } from './connection.js';
import type { Head } from './stream-heads.js';

export type Place = Readonly<{ id: string; revision: Revision; position: Position }>;

/** What a writer asks of the log's tables. A stream's name stands there once; events carry its key. */
export type LogTables = Readonly<{
  lastPosition(): Position;
  headOf(stream: string): Head | null;
  /** Which events follow a revision, at most so many. */
  following(key: bigint, after: Revision, count: number): readonly Place[];
  addStream(name: string): bigint;
  /** Gives the event the next position of the log. */
  addEvent(key: bigint, at: Revision, event: NewEvent): Position;
  truncateBefore(stream: string, before: Revision): void;
}>;

export function logTables(connection: Connection): LogTables {
  const last = connection.query<[bigint | null]>('SELECT max(position) FROM event');
  const head = connection.query<[bigint, bigint]>(
    'SELECT id, (SELECT max(revision) FROM event WHERE stream = stream.id) FROM stream WHERE name = ?',
  );
  const following = connection.query<[string, bigint, bigint]>(
    'SELECT id, revision, position FROM event WHERE stream = ? AND revision > ? ORDER BY revision LIMIT ?',
  );
  const insertStream = connection.command('INSERT INTO stream (name) VALUES (?)');
  const insertEvent = connection.command(
    'INSERT INTO event (stream, revision, id, type, data, metadata) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const truncate = connection.command(
    'UPDATE stream SET truncate_before = max(truncate_before, ?) WHERE name = ?',
  );

  return {
    lastPosition: () => position(last()[0]?.[0] ?? START),
    headOf: (stream) => {
      const [found] = head(stream);
      return found === undefined ? null : { key: found[0], revision: revision(found[1]) };
    },
    following: (key, after, count) =>
      following(key, after, BigInt(count)).map(([id, at, where]) => ({
        id,
        revision: revision(at),
        position: position(where),
      })),
    addStream: insertStream,
    addEvent: (key, at, { id, type, data, metadata }) =>
      position(insertEvent(key, at, id, type, data, metadata)),
    truncateBefore: (stream, before) => void truncate(before, stream),
  };
}
