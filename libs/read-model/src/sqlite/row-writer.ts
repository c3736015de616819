import type { RowChange, RunUpdate } from '../projections/row-change.js';
import { toColumns, toRow } from '../queries/task-run-row.js';
import { uuidBytes } from '../queries/uuid.js';
import type { ListedTaskRun } from '../task-run-queries.js';
import { bound, type Prepared, type Row } from './connection.js';
import { INDEXED_COLUMNS } from './schema.js';

/** Writes a change into the rows. @throws Error if a run that is to be changed has no row, or one that is to be inserted has */
export function writeChange(prepared: Prepared, change: RowChange): void {
  switch (change.change) {
    case 'insert-run':
      insertRun(prepared, change.run);
      return;
    case 'update-run':
      updateRun(prepared, change.id, change.set);
      return;
    case 'insert-state':
      insertState(prepared, change.stateId, change.taskRunId, change.revision);
      return;
    case 'delete-run':
      deleteRun(prepared, change.id);
      return;
  }
}

function insertRun(prepared: Prepared, run: ListedTaskRun): void {
  const columns = Object.entries(toRow(run));
  const names = columns.map(([name]) => name).join();
  const { lastInsertRowid } = prepared(
    `insert into task_runs (${names}) values (${columns.map(() => '?').join()})`,
  ).run(bound(columns.map(([, value]) => value)));
  const insertTag = prepared('insert into task_run_tags (tag, run) values (?, ?)');
  for (const tag of new Set(run.tags)) insertTag.run(bound([tag, lastInsertRowid]));
}

/** Names no indexed column that keeps its value: to name one costs as much as to change it. */
function updateRun(prepared: Prepared, id: string, update: RunUpdate): void {
  const before = rowOf(prepared, INDEXED, id);
  const columns = Object.entries(toColumns(update)).filter(
    ([name, value]) => value !== before[name],
  );
  const settings = columns.map(([name]) => `${name} = ?`).join();
  prepared(`update task_runs set ${settings} where number = ?`).run(
    bound([...columns.map(([, value]) => value), before.number]),
  );
}

const INDEXED = `select number, ${INDEXED_COLUMNS.join()} from task_runs where id = ?`;

function insertState(prepared: Prepared, stateId: string, run: string, revision: bigint): void {
  prepared(
    'insert into task_run_states (id, run, revision) select ?, number, ? from task_runs where id = ?',
  ).run(bound([uuidBytes(stateId), revision, uuidBytes(run)]));
}

function deleteRun(prepared: Prepared, id: string): void {
  const { number, creation } = rowOf(prepared, CREATION, id);
  prepared(
    "delete from task_run_tags where run = ? and tag in (select value from json_each(?, '$.tags'))",
  ).run(bound([number, creation]));
  prepared('delete from task_run_states where run = ?').run(bound([number]));
  prepared('delete from task_runs where number = ?').run(bound([number]));
}

const CREATION = 'select number, creation from task_runs where id = ?';

function rowOf(prepared: Prepared, text: string, id: string): Row {
  const row = prepared(text).get(bound([uuidBytes(id)])) as Row | undefined;
  if (row === undefined) throw new Error(`the task run ${id} has no row`);
  return row;
}
