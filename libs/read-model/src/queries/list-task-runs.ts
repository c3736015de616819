import type { Micros } from '@app/orchestration';
import type { Kysely } from 'kysely';
import type { ListedTaskRun, Selection, Slice } from '../task-run-queries.js';
import { clausesOf } from './clauses-of.js';
import type { Bounds } from './narrowest.js';
import { numbersInOrder } from './numbers-in-order.js';
import { spellingOf } from './spelling.js';
import type { Tables } from './tables.js';
import { fromRow, SHOWN_COLUMNS } from './task-run-row.js';

/** The selected runs in a slice of an order. Which they are is found out first, as only their rows are worth reading whole. */
export async function listTaskRuns(
  db: Kysely<Tables>,
  selection: Selection,
  slice: Slice,
  now: Micros,
  bounds: Bounds,
): Promise<readonly ListedTaskRun[]> {
  if (slice.limit === 0) return [];
  const numbers = await numbersInOrder(
    db,
    clausesOf(selection, spellingOf(db)),
    slice,
    now,
    bounds,
  );
  if (numbers.length === 0) return [];
  const rows = await db
    .selectFrom('task_runs')
    .select('number')
    .select(SHOWN_COLUMNS)
    .where('number', 'in', numbers)
    .execute();
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  return numbers.flatMap((number) => byNumber.get(number) ?? []).map(fromRow);
}
