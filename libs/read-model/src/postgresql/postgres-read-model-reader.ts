import { DatabaseError } from 'pg';
import { BOUNDS, type Bounds } from '../queries/narrowest.js';
import { queriesOn, type Find, type ShownRows } from '../queries/queries-on.js';
import type { Checkpoint, Shown, TaskRunQueries } from '../task-run-queries.js';
import { COLUMNS, isPrepared, toGeneration, type GenerationRow } from './generations.js';
import { namespaceOf, type Namespace } from './namespace.js';
import { rowsIn } from './rows-in.js';
import { SCHEMA_VERSION } from './schema.js';
import type { Session } from './session.js';
import { Sessions } from './sessions.js';

/** Reads beside the writer. Until the writer has made the tables there is nothing to show. Whether the database answers shows when it is asked. */
export function openPostgresReadModelReader(
  url: string,
  namespace: string,
  bounds: Bounds = BOUNDS,
): TaskRunQueries {
  const sessions = new Sessions(url, {});
  const named = namespaceOf(namespace);
  const rows: ShownRows = {
    show: (nothing, find) => sessions.use((session) => show(session, named, nothing, find)),
    close: () => sessions.close(),
  };
  return queriesOn(rows, bounds);
}

/** What is found and the checkpoint are read of one snapshot. It is taken anew if its generation was dropped just before it was entered. */
async function show<T>(
  session: Session,
  namespace: Namespace,
  nothing: T,
  find: Find<T>,
): Promise<Shown<T>> {
  try {
    return await session.transaction(SNAPSHOT, async () => {
      const shown = await enterShown(session, namespace);
      if (shown === null) return { found: nothing, at: null };
      return { found: await find(rowsIn(session)), at: shown.at };
    });
  } catch (error) {
    if (!isOfMissingTable(error)) throw error;
    if (await isPrepared(session, namespace)) return show(session, namespace, nothing, find);
    return { found: nothing, at: null };
  }
}

const SNAPSHOT = 'begin isolation level repeatable read, read only';

/** Leads the session to the generation that is shown, which is not dropped while the transaction lasts; null if its tables are of another version. */
async function enterShown(
  session: Session,
  { name, schema, lock }: Namespace,
): Promise<Readonly<{ at: Checkpoint | null }> | null> {
  const { rows } = await session.prepared<GenerationRow>(
    `select ${COLUMNS}, pg_advisory_xact_lock_shared(${lock}, generation),
      set_config('search_path', format('%I', '${name}$' || generation), true)
    from ${schema}.shown join ${schema}.generations using (generation)`,
    [],
  );
  const shown = rows[0] === undefined ? null : toGeneration(rows[0]);
  return shown?.version === SCHEMA_VERSION ? { at: shown.checkpoint } : null;
}

const UNDEFINED_TABLE = '42P01';

const isOfMissingTable = (error: unknown): boolean =>
  error instanceof DatabaseError && error.code === UNDEFINED_TABLE;
