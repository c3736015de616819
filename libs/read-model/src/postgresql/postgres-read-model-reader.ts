import type { Micros } from '@app/orchestration';
import type { Kysely } from 'kysely';
import { DatabaseError } from 'pg';
import { countTaskRuns } from '../queries/count-task-runs.js';
import { taskRunHistory } from '../queries/history.js';
import { listTaskRuns } from '../queries/list-task-runs.js';
import { locateState, type StatePlace } from '../queries/locate-state.js';
import { BOUNDS, type Bounds } from '../queries/narrowest.js';
import type { Tables } from '../queries/tables.js';
import type {
  Checkpoint,
  HistoryBucket,
  Intervals,
  ListedTaskRun,
  Selection,
  Shown,
  Slice,
  TaskRunQueries,
} from '../task-run-queries.js';
import { COLUMNS, isPrepared, toGeneration, type GenerationRow } from './generations.js';
import { namespaceOf, type Namespace } from './namespace.js';
import { rowsIn } from './rows-in.js';
import { SCHEMA_VERSION } from './schema.js';
import type { Session } from './session.js';
import { Sessions } from './sessions.js';

/** Reads beside the writer. Until the writer has made the tables there is nothing to show. Whether the database answers shows when it is asked. */
export const openPostgresReadModelReader = (
  url: string,
  namespace: string,
  bounds: Bounds = BOUNDS,
): TaskRunQueries =>
  new PostgresReadModelReader(new Sessions(url, {}), namespaceOf(namespace), bounds);

class PostgresReadModelReader implements TaskRunQueries {
  constructor(
    private readonly sessions: Sessions,
    private readonly namespace: Namespace,
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

  close(): Promise<void> {
    return this.sessions.close();
  }

  private show<T>(nothing: T, find: (db: Kysely<Tables>) => Promise<T>): Promise<Shown<T>> {
    return this.sessions.use((session) => show(session, this.namespace, nothing, find));
  }
}

/** What is found and the checkpoint are read of one snapshot. It is taken anew if its generation was dropped just before it was entered. */
async function show<T>(
  session: Session,
  namespace: Namespace,
  nothing: T,
  find: (db: Kysely<Tables>) => Promise<T>,
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
