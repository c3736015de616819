import { position } from '@app/event-store';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RowChange } from '../projections/row-change.js';
import type { ReadModel } from '../read-model.js';
import type { Checkpoint } from '../task-run-queries.js';
import {
  bound,
  connect,
  inTransaction,
  preparedOn,
  type Connection,
  type Prepared,
} from './connection.js';
import { writeChanges } from './row-writer.js';
import { FILE, SCHEMA, SCHEMA_VERSION } from './schema.js';

/** Opens the read model in the directory for its one writer. A file of another schema version is emptied. */
export function openSqliteReadModel(directory: string): ReadModel {
  mkdirSync(directory, { recursive: true });
  return new SqliteReadModel(connect(join(directory, FILE), PRAGMAS));
}

/**
 * A commit is not synced: what is lost is filled in from the log. The WAL is moved seldom and much
 * at once, as each move syncs on the disk that the log waits for.
 */
const PRAGMAS = ['journal_mode = wal', 'synchronous = normal', 'wal_autocheckpoint = 16000'];

class SqliteReadModel implements ReadModel {
  private readonly prepared: Prepared;

  constructor(private readonly connection: Connection) {
    this.prepared = preparedOn(connection);
    const [version] = connection.prepare('pragma user_version').pluck().all();
    if (version !== SCHEMA_VERSION) this.empty();
  }

  async checkpoint(): Promise<Checkpoint | null> {
    const [row] = this.prepared('select log_id, position from checkpoint').all() as CheckpointRow[];
    return row === undefined ? null : { logId: row.log_id, position: position(row.position) };
  }

  async commit(changes: readonly RowChange[], at: Checkpoint): Promise<void> {
    inTransaction(this.connection, () => {
      writeChanges(this.prepared, changes);
      this.prepared(
        'insert or replace into checkpoint (only, log_id, position) values (1, ?, ?)',
      ).run(bound([at.logId, at.position]));
    });
  }

  async reset(): Promise<void> {
    this.empty();
  }

  async close(): Promise<void> {
    this.connection.close();
  }

  private empty(): void {
    const tables = this.connection
      .prepare("select name from sqlite_master where type = 'table'")
      .pluck()
      .all();
    inTransaction(this.connection, () => {
      for (const table of tables) this.connection.exec(`drop table "${String(table)}"`);
      this.connection.exec(SCHEMA);
      this.connection.exec(`pragma user_version = ${SCHEMA_VERSION}`);
    });
  }
}

type CheckpointRow = Readonly<{ log_id: string; position: bigint }>;
