import { position } from '@app/event-store';
import { ReadModelUnavailable } from '../read-model.js';
import type { Checkpoint } from '../task-run-queries.js';
import { DRAFTING, MIGRATING, type Namespace } from './namespace.js';
import { SCHEMA, SCHEMA_VERSION } from './schema.js';
import type { Session } from './session.js';

/** One filling of the tables, in a schema of its own. */
export type Generation = Readonly<{
  generation: number;
  version: number; // of its tables
  checkpoint: Checkpoint | null;
}>;

/** Makes the tables where there are none. Those of another version are left for new ones, and leftovers are dropped. @throws Error if the database is not encoded in UTF-8 */
export const prepare = (session: Session, namespace: Namespace): Promise<void> =>
  session.transaction('begin', async () => {
    const { schema, lock } = namespace;
    await requireUtf8(session);
    await session.query(`select pg_advisory_xact_lock(${lock}, ${MIGRATING})`);
    await session.query(`
      create schema if not exists ${schema};
      create table if not exists ${schema}.generations (
        generation integer generated always as identity primary key,
        version integer not null,
        log_id text,
        position bigint
      );
      create table if not exists ${schema}.shown (single boolean primary key default true check (single), generation integer not null);
    `);
    const shown = await shownIn(session, namespace);
    if (shown?.version !== SCHEMA_VERSION)
      await show(session, namespace, await create(session, namespace));
    if (await gotLock(session, lock, DRAFTING)) await dropLeftovers(session, namespace);
  });

async function requireUtf8(session: Session): Promise<void> {
  const { rows } = await session.query<{ server_encoding: string }>('show server_encoding');
  const encoding = rows[0]?.server_encoding;
  if (encoding !== 'UTF8')
    throw new Error(`the database of DATABASE_URL must be encoded in UTF8, not in ${encoding}`);
}

/** Whether the tables were ever made. */
export async function isPrepared(session: Session, { schema }: Namespace): Promise<boolean> {
  const { rows } = await session.query<{ made: boolean }>(
    'select to_regclass($1) is not null as made',
    [`${schema}.shown`],
  );
  return rows[0]?.made === true;
}

/** The generation that is shown, if there is one. @param locking how its row is locked until the transaction ends */
export async function shownIn(
  session: Session,
  { schema }: Namespace,
  locking: '' | 'for update of shown' = '',
): Promise<Generation | null> {
  const { rows } = await session.query<GenerationRow>(
    `select ${COLUMNS} from ${schema}.shown join ${schema}.generations using (generation) ${locking}`,
  );
  return rows[0] === undefined ? null : toGeneration(rows[0]);
}

/** @throws Error if it was dropped */
export async function generationIn(
  session: Session,
  { schema }: Namespace,
  generation: number,
): Promise<Generation> {
  const { rows } = await session.query<GenerationRow>(
    `select ${COLUMNS} from ${schema}.generations where generation = $1`,
    [generation],
  );
  if (rows[0] === undefined) throw new Error(`generation ${generation} was dropped`);
  return toGeneration(rows[0]);
}

/** Makes the tables of a new generation within the transaction at hand, and gives its number. */
export async function create(session: Session, { schema, schemaOf }: Namespace): Promise<number> {
  const { rows } = await session.query<{ generation: number }>(
    `insert into ${schema}.generations (version) values ($1) returning generation`,
    [SCHEMA_VERSION],
  );
  const generation = rows[0]?.generation ?? 0;
  const own = schemaOf(generation);
  await session.query(`create schema ${own}; set local search_path = ${own}; ${SCHEMA}`);
  return generation;
}

/** Shows the generation once the transaction at hand commits. */
export async function show(
  session: Session,
  { schema }: Namespace,
  generation: number,
): Promise<void> {
  await session.query(
    `insert into ${schema}.shown (generation) values ($1) on conflict (single) do update set generation = excluded.generation`,
    [generation],
  );
}

/** Drops a generation once nobody reads it any more. If that takes too long it is a leftover, which the next to open the read model drops. */
export async function dropUnread(
  session: Session,
  namespace: Namespace,
  generation: number,
): Promise<void> {
  try {
    await session.transaction('begin', async () => {
      await session.query(`select pg_advisory_xact_lock(${namespace.lock}, $1)`, [generation]);
      await dropNow(session, namespace, generation);
    });
  } catch (error) {
    if (!(error instanceof ReadModelUnavailable)) throw error;
  }
}

/** Drops, within the transaction at hand, the generations that are not shown and that nobody reads. */
export async function dropLeftovers(session: Session, namespace: Namespace): Promise<void> {
  const { schema, lock } = namespace;
  const { rows: leftovers } = await session.query<{ generation: number }>(
    `select generation from ${schema}.generations where generation not in (select generation from ${schema}.shown)`,
  );
  for (const { generation } of leftovers)
    if (await gotLock(session, lock, generation)) await dropNow(session, namespace, generation);
}

/** Whether the lock could be had, until the transaction ends. */
async function gotLock(session: Session, first: number, second: number): Promise<boolean> {
  const { rows } = await session.query<{ ours: boolean }>(
    'select pg_try_advisory_xact_lock($1, $2) as ours',
    [first, second],
  );
  return rows[0]?.ours === true;
}

async function dropNow(
  session: Session,
  { schema, schemaOf }: Namespace,
  generation: number,
): Promise<void> {
  await session.query(`drop schema if exists ${schemaOf(generation)} cascade`);
  await session.query(`delete from ${schema}.generations where generation = $1`, [generation]);
}

/** A generation as rows tell of it. */
export type GenerationRow = Readonly<{
  generation: number;
  version: number;
  log_id: string | null;
  position: bigint | null;
}>;

export const COLUMNS = 'generation, version, log_id, position';

export const toGeneration = (row: GenerationRow): Generation => ({
  generation: row.generation,
  version: row.version,
  checkpoint:
    row.log_id === null || row.position === null
      ? null
      : { logId: row.log_id, position: position(row.position) },
});
