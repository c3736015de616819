import { position } from '@app/event-store';
import type { Micros } from '@app/orchestration';
import { Kysely, sql } from 'kysely';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { countTaskRuns } from '../queries/count-task-runs.js';
import { taskRunHistory } from '../queries/history.js';
import { listTaskRuns } from '../queries/list-task-runs.js';
import { locateState, type StatePlace } from '../queries/locate-state.js';
import { BOUNDS, type Bounds } from '../queries/narrowest.js';
import type { Tables } from '../queries/tables.js';
import type {
  HistoryBucket,
  Intervals,
  ListedTaskRun,
  Selection,
  Shown,
  Slice,
  TaskRunQueries,
} from '../task-run-queries.js';
import { connect } from './connection.js';
import { libsqlDialect } from './libsql-dialect.js';
import { FILE, SCHEMA_VERSION } from './schema.js';

/** Reads beside the writer, in whatever thread or process. Until the writer has made the tables there is nothing to show. */
export const openSqliteReadModelReader = (
  directory: string,
  bounds: Bounds = BOUNDS,
): TaskRunQueries => new SqliteReadModelReader(join(directory, FILE), bounds);

class SqliteReadModelReader implements TaskRunQueries {
  private db: Kysely<Tables> | null = null;

  constructor(
    private readonly file: string,
    private readonly bounds: Bounds,
  ) {}

  list(selection: Selection, slice: Slice, now: Micros): Promise<Shown<readonly ListedTaskRun[]>> {
    return this.show([], (db) => listTaskRuns(db, selection, slice, now, this.bounds));
  }

  count(selection: Selection): Promise<Shown<number>> {
    return this.show(0, (db) => countTaskRuns(db, selection, this.bounds));
  }

  history(
    selection: Selection,
    intervals: Intervals,
    now: Micros,
  ): Promise<Shown<readonly HistoryBucket[]>> {
    return this.show([], (db) => taskRunHistory(db, selection, intervals, now, this.bounds));
  }

  locateState(stateId: string): Promise<Shown<StatePlace | null>> {
    return this.show(null, (db) => locateState(db, stateId));
  }

  async close(): Promise<void> {
    await this.db?.destroy();
    this.db = null;
  }

  /** What is found and the checkpoint are read in one transaction, so of one snapshot. */
  private async show<T>(nothing: T, find: (db: Kysely<Tables>) => Promise<T>): Promise<Shown<T>> {
    if (this.db === null) {
      if (!existsSync(this.file)) return { found: nothing, at: null };
      this.db = new Kysely({ dialect: libsqlDialect(connect(this.file, PRAGMAS)) });
    }
    return this.db.transaction().execute(async (snapshot) => {
      if (!(await hasOurTables(snapshot))) return { found: nothing, at: null };
      const row = await snapshot
        .selectFrom('checkpoint')
        .select(['log_id', 'position'])
        .executeTakeFirst();
      const at = row === undefined ? null : { logId: row.log_id, position: position(row.position) };
      return { found: await find(snapshot), at };
    });
  }
}

/** In `like` only what was folded before is equal, and pages of the file are read without a call to the system. */
const PRAGMAS = ['query_only = on', 'case_sensitive_like = on', `mmap_size = ${2 ** 31}`];

async function hasOurTables(db: Kysely<Tables>): Promise<boolean> {
  const { rows } = await sql<{ user_version: bigint }>`pragma user_version`.execute(db);
  return rows[0]?.user_version === SCHEMA_VERSION;
}
