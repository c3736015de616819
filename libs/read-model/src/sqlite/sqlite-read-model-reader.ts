import { position } from '@app/event-store';
import { Kysely, sql } from 'kysely';
import { BOUNDS, type Bounds } from '../queries/narrowest.js';
import { queriesOn, type Find, type ShownRows } from '../queries/queries-on.js';
import type { Tables } from '../queries/tables.js';
import type { Shown, TaskRunQueries } from '../task-run-queries.js';
import { connectExisting } from './connection.js';
import { fileOf, successorIn } from './generations.js';
import { libsqlDialect } from './libsql-dialect.js';
import { SCHEMA_VERSION } from './schema.js';
import { firstFrom } from './shown.js';

/** Reads beside the writer, in whatever thread or process. Until the writer has made the tables there is nothing to show. */
export const openSqliteReadModelReader = (
  directory: string,
  bounds: Bounds = BOUNDS,
): TaskRunQueries => queriesOn(new SqliteRows(directory), bounds);

class SqliteRows implements ShownRows {
  private opened: Opened | null = null;

  constructor(private readonly directory: string) {}

  /** Looks again in the file that is shown instead, as often as one was replaced. */
  async show<T>(nothing: T, find: Find<T>): Promise<Shown<T>> {
    for (let from = 1; ;) {
      this.opened ??= open(this.directory, from);
      const { opened } = this;
      if (opened === null) return { found: nothing, at: null };
      const answer = await this.ask(opened, nothing, find);
      if (typeof answer !== 'number') return answer;
      from = answer;
    }
  }

  async close(): Promise<void> {
    await this.opened?.db.destroy();
    this.opened = null;
  }

  /** What a file answers, or the generation that is shown instead; then the file is closed when nobody asks it any more. */
  private async ask<T>(opened: Opened, nothing: T, find: Find<T>): Promise<Shown<T> | number> {
    opened.asking += 1;
    try {
      const answer = await shownBy(opened.db, nothing, find);
      if (typeof answer === 'number' && this.opened === opened) this.opened = null;
      return answer;
    } finally {
      opened.asking -= 1;
      if (this.opened !== opened && opened.asking === 0) await opened.db.destroy();
    }
  }
}

type Opened = { readonly db: Kysely<Tables>; asking: number };

/** In `like` only what was folded before is equal, and pages of the file are read without a call to the system. */
const PRAGMAS = ['query_only = on', 'case_sensitive_like = on', `mmap_size = ${2 ** 31}`];

function open(directory: string, from: number): Opened | null {
  for (;;) {
    const generation = firstFrom(directory, from);
    if (generation === null) return null;
    const connection = connectExisting(fileOf(directory, generation), PRAGMAS);
    if (connection !== null)
      return { db: new Kysely({ dialect: libsqlDialect(connection) }), asking: 0 };
  }
}

/** What is found and the checkpoint are read in one transaction, so of one snapshot. */
const shownBy = <T>(db: Kysely<Tables>, nothing: T, find: Find<T>): Promise<Shown<T> | number> =>
  db.transaction().execute(async (snapshot) => {
    const version = await userVersionOf(snapshot);
    const successor = successorIn(version);
    if (successor !== null) return successor;
    if (version !== SCHEMA_VERSION) return { found: nothing, at: null };
    const row = await snapshot
      .selectFrom('checkpoint')
      .select(['log_id', 'position'])
      .executeTakeFirst();
    const at = row === undefined ? null : { logId: row.log_id, position: position(row.position) };
    return { found: await find(snapshot), at };
  });

async function userVersionOf(db: Kysely<Tables>): Promise<bigint | undefined> {
  const { rows } = await sql<{ user_version: bigint }>`pragma user_version`.execute(db);
  return rows[0]?.user_version;
}
