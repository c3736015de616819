import type { RowChange, RunUpdate } from '../projections/row-change.js';
import { toColumns, toRow } from '../queries/task-run-row.js';
import { uuidBytes } from '../queries/uuid.js';
import type { ListedTaskRun } from '../task-run-queries.js';
import { bound, type Prepared, type Value } from './connection.js';
import { INDEXED_COLUMNS } from './schema.js';

/** The numbers of runs by their ids, as they are met: they need not be looked up again. */
type Numbers = Map<string, Value>;

/** Writes changes into rows. @throws Error if a run that is to be changed has no row, or one that is to be inserted has */
export function writeChanges(prepared: Prepared, changes: readonly RowChange[]): void {
  const numbers: Numbers = new Map();
  for (const change of changes) write(prepared, change, numbers);
}

function write(prepared: Prepared, change: RowChange, numbers: Numbers): void {
  switch (change.change) {
    case 'insert-run':
      numbers.set(change.run.id, insertRun(prepared, change.run));
      return;
    case 'update-run':
      numbers.set(change.id, updateRun(prepared, change.id, change.set));
      return;
    case 'insert-state': {
      const run = numbers.get(change.taskRunId) ?? rowOf(prepared, NUMBER, change.taskRunId)[0];
      prepared('insert into task_run_states (id, run, revision) values (?, ?, ?)').run(
        bound([uuidBytes(change.stateId), run, change.revision]),
      );
      return;
    }
    case 'delete-run':
      numbers.delete(change.id);
      deleteRun(prepared, change.id);
      return;
  }
}

function insertRun(prepared: Prepared, run: ListedTaskRun): Value {
  const columns = Object.entries(toRow(run));
  const names = columns.map(([name]) => name).join();
  const { lastInsertRowid: number } = prepared(
    `insert into task_runs (${names}) values (${columns.map(() => '?').join()})`,
  ).run(bound(columns.map(([, value]) => value)));
  const insertTag = prepared('insert into task_run_tags (tag, run) values (?, ?)');
  for (const tag of new Set(run.tags)) insertTag.run(bound([tag, number]));
  return number;
}

/** Names no indexed column that keeps its value: to name one costs as much as to change it. */
function updateRun(prepared: Prepared, id: string, update: RunUpdate): Value {
  const [number = null, ...before] = rowOf(prepared, INDEXED, id);
  const columns = Object.entries(toColumns(update)).filter(([name, value]) => {
    const index = INDEXED_COLUMNS.findIndex((column) => column === name);
    return index < 0 || value !== before[index];
  });
  const settings = columns.map(([name]) => `${name} = ?`).join();
  prepared(`update task_runs set ${settings} where number = ?`).run(
    bound([...columns.map(([, value]) => value), number]),
  );
  return number;
}

function deleteRun(prepared: Prepared, id: string): void {
  const [number, creation] = rowOf(prepared, CREATION, id);
  prepared(
    "delete from task_run_tags where run = ? and tag in (select value from json_each(?, '$.tags'))",
  ).run(bound([number, creation]));
  prepared('delete from task_run_states where run = ?').run(bound([number]));
  prepared('delete from task_runs where number = ?').run(bound([number]));
}

const NUMBER = 'select number from task_runs where id = ?';
const INDEXED = `select number, ${INDEXED_COLUMNS.join()} from task_runs where id = ?`;
const CREATION = 'select number, creation from task_runs where id = ?';

/** The values of a row; to be given names they would take the driver twice as long. */
function rowOf(prepared: Prepared, text: string, id: string): readonly Value[] {
  const row = prepared(text)
    .raw()
    .get(bound([uuidBytes(id)])) as Value[] | undefined;
  if (row === undefined) throw new Error(`the task run ${id} has no row`);
  return row;
}
