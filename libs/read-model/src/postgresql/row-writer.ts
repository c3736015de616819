import type { RowChange } from '../projections/row-change.js';
import { toColumns, toRow, type TaskRunRow } from '../queries/task-run-row.js';
import { arrayLiteral } from './array-literal.js';
import type { Session } from './session.js';
import { inWaves, type Wave } from './waves.js';

/**
 * Writes changes into the rows of the generation that the session is at, each kind of them by one statement.
 *
 * @throws Error if a run that is to be changed has no row, or one that is to be inserted has
 */
export async function writeChanges(session: Session, changes: readonly RowChange[]): Promise<void> {
  for (const wave of inWaves(changes)) {
    await deleteRuns(session, wave.deleted);
    await insertRuns(session, wave.inserted);
    await updateRuns(session, wave.updated);
    await insertStates(session, wave.states);
  }
}

async function deleteRuns(session: Session, ids: Wave['deleted']): Promise<void> {
  if (ids.length === 0) return;
  const { count } = await session.prepared(DELETE, [arrayLiteral(ids)]);
  if (count < ids.length) await refuse(session, ids);
}

/** Tags are found by themselves, as their index begins with them. */
const DELETE = `
with gone as (delete from task_runs where id = any($1::uuid[]) returning number, creation),
  untagged as (
    delete from task_run_tags using gone, json_array_elements_text(gone.creation::json -> 'tags') as had (tag)
    where task_run_tags.tag = had.tag and task_run_tags.run = gone.number
  ),
  forgotten as (delete from task_run_states using gone where task_run_states.run = gone.number)
select from gone`;

async function insertRuns(session: Session, runs: Wave['inserted']): Promise<void> {
  const rows = runs.map(toRow);
  const [first] = rows;
  if (first === undefined) return;
  const columns = columnsOf(first);
  await session.prepared(
    `insert into task_runs (${columns.join()}) select * from ${unnested(columns)}`,
    arraysOf(columns, rows),
  );
  const tags = runs.flatMap(({ id, tags }) => [...new Set(tags)].map((tag) => ({ id, tag })));
  if (tags.length === 0) return;
  await session.prepared(INSERT_TAGS, [
    arrayLiteral(tags.map(({ id }) => id)),
    arrayLiteral(tags.map(({ tag }) => tag)),
  ]);
}

const INSERT_TAGS = `
insert into task_run_tags (tag, run)
select tagged.tag, task_runs.number
from unnest($1::uuid[], $2::text[]) as tagged (id, tag) join task_runs on task_runs.id = tagged.id`;

/** Those that name the same columns at once: a new name, a new state, or both. */
async function updateRuns(session: Session, updates: Wave['updated']): Promise<void> {
  const alike = new Map<string, { ids: string[]; rows: Partial<TaskRunRow>[] }>();
  for (const { id, set } of updates) {
    const row = toColumns(set);
    const key = columnsOf(row).join();
    const group = alike.get(key) ?? { ids: [], rows: [] };
    alike.set(key, group);
    group.ids.push(id);
    group.rows.push(row);
  }
  for (const { ids, rows } of alike.values()) await updateAlike(session, ids, rows);
}

async function updateAlike(
  session: Session,
  ids: readonly string[],
  rows: readonly Partial<TaskRunRow>[],
): Promise<void> {
  const columns = columnsOf(rows[0] ?? {});
  const settings = columns.map((column) => `${column} = said.${column}`).join();
  const { count } = await session.prepared(
    `update task_runs set ${settings} from ${unnested(['id', ...columns])} as said (id, ${columns.join()}) where task_runs.id = said.id`,
    [arrayLiteral(ids), ...arraysOf(columns, rows)],
  );
  if (count < ids.length) await refuse(session, ids);
}

async function insertStates(session: Session, states: Wave['states']): Promise<void> {
  if (states.length === 0) return;
  const runs = states.map(({ taskRunId }) => taskRunId);
  const { count } = await session.prepared(INSERT_STATES, [
    arrayLiteral(states.map(({ stateId }) => stateId)),
    arrayLiteral(runs),
    arrayLiteral(states.map(({ revision }) => revision)),
  ]);
  if (count < states.length) await refuse(session, runs);
}

const INSERT_STATES = `
insert into task_run_states (id, run, revision)
select entered.id, task_runs.number, entered.revision
from unnest($1::uuid[], $2::uuid[], $3::bigint[]) as entered (id, run, revision) join task_runs on task_runs.id = entered.run`;

async function refuse(session: Session, ids: readonly string[]): Promise<never> {
  const { rows } = await session.query<{ id: string }>(
    'select said.id::text from unnest($1::uuid[]) as said (id) where not exists (select from task_runs where task_runs.id = said.id)',
    [ids],
  );
  throw new Error(`these task runs have no rows: ${rows.map(({ id }) => id).join(', ')}`);
}

type Column = keyof TaskRunRow;

const columnsOf = (row: Partial<TaskRunRow>): readonly Column[] => Object.keys(row) as Column[];

/** The parameters, one array for each column, as a table. */
const unnested = (columns: readonly Column[]): string =>
  `unnest(${columns.map((column, index) => `$${index + 1}::${TYPES[column]}[]`).join()})`;

const arraysOf = (
  columns: readonly Column[],
  rows: readonly Partial<TaskRunRow>[],
): readonly string[] =>
  columns.map((column) => arrayLiteral(rows.map((row) => row[column] ?? null)));

const TYPES: Readonly<Record<Column, 'bigint' | 'text' | 'uuid'>> = {
  id: 'uuid',
  name: 'text',
  name_folded: 'text',
  state_type: 'text',
  state_name: 'text',
  expected_start_time: 'bigint',
  next_scheduled_start_time: 'bigint',
  start_time: 'bigint',
  end_time: 'bigint',
  running: 'bigint',
  duration: 'bigint',
  tagged: 'bigint',
  flow_run_id: 'uuid',
  total_run_time: 'bigint',
  run_count: 'bigint',
  flow_run_run_count: 'bigint',
  created: 'bigint',
  updated: 'bigint',
  creation: 'text',
  state: 'text',
};
