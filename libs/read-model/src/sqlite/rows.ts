import { position } from '@app/event-store';
import type { RowChange } from '../projections/row-change.js';
import { CheckpointMoved } from '../read-model.js';
import type { Checkpoint } from '../task-run-queries.js';
import { bound, inTransaction, preparedOn, type Connection, type Prepared } from './connection.js';
import { successorIn } from './generations.js';
import { writeChanges } from './row-writer.js';
import { SCHEMA, SCHEMA_VERSION } from './schema.js';

/**
 * A commit is not synced: what is lost is filled in from the log. The WAL is moved seldom and much
 * at once, as each move syncs on the disk that the log waits for.
 */
export const PRAGMAS = [
  'journal_mode = wal',
  'synchronous = normal',
  'wal_autocheckpoint = 16000',
] as const;

/** The rows of one file as a writer has them. What belongs together is done in one `transact`. */
export class Rows {
  private readonly prepared: Prepared;

  constructor(
    private readonly connection: Connection,
    readonly generation: number,
  ) {
    this.prepared = preparedOn(connection);
  }

  /** Does the work wholly or not at all, and while nobody else writes. */
  transact<T>(work: () => T): T {
    return inTransaction(this.connection, work);
  }

  /** Whether the tables are those of this version. */
  get isOurs(): boolean {
    return this.userVersion === SCHEMA_VERSION;
  }

  /** The generation that is shown instead; null if there is none. */
  get successor(): number | null {
    return successorIn(this.userVersion);
  }

  /** Lets another generation be shown instead. */
  replaceBy(generation: number): void {
    this.connection.exec(`pragma user_version = ${-generation}`);
  }

  checkpoint(): Checkpoint | null {
    if (!this.isOurs) return null;
    const [row] = this.prepared('select log_id, position from checkpoint').all() as CheckpointRow[];
    return row === undefined ? null : { logId: row.log_id, position: position(row.position) };
  }

  /** @throws CheckpointMoved */
  write(changes: readonly RowChange[], after: Checkpoint | null, at: Checkpoint): void {
    const standing = this.checkpoint();
    if (standing?.position !== after?.position || standing?.logId !== after?.logId)
      throw new CheckpointMoved(`the rows stand at ${told(standing)}, not at ${told(after)}`);
    writeChanges(this.prepared, changes);
    this.prepared(
      'insert or replace into checkpoint (only, log_id, position) values (1, ?, ?)',
    ).run(bound([at.logId, at.position]));
  }

  empty(): void {
    const tables = this.connection
      .prepare("select name from sqlite_master where type = 'table'")
      .pluck()
      .all();
    for (const table of tables) this.connection.exec(`drop table "${String(table)}"`);
    this.connection.exec(SCHEMA);
    this.connection.exec(`pragma user_version = ${SCHEMA_VERSION}`);
  }

  /** Moves what the WAL holds into the file, where it is on the disk; says whether all of it is there. */
  moveWal(): boolean {
    const [moved] = this.connection.prepare('pragma wal_checkpoint(full)').all() as MovedRow[];
    return moved?.busy === 0n;
  }

  close(): void {
    this.connection.close();
  }

  private get userVersion(): unknown {
    return this.prepared('pragma user_version').pluck().all()[0];
  }
}

const told = (checkpoint: Checkpoint | null): string =>
  checkpoint === null ? 'none' : `${checkpoint.position} of log ${checkpoint.logId}`;

type CheckpointRow = Readonly<{ log_id: string; position: bigint }>;
type MovedRow = Readonly<{ busy: bigint }>;
