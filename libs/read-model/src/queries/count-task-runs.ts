import type { Kysely } from 'kysely';
import type { Selection } from '../task-run-queries.js';
import { clausesOf } from './clauses-of.js';
import { narrowest, runsOf, type Bounds } from './narrowest.js';
import { spellingOf } from './spelling.js';
import type { Tables } from './tables.js';

/** How many runs are selected. */
export async function countTaskRuns(
  db: Kysely<Tables>,
  selection: Selection,
  bounds: Bounds,
): Promise<number> {
  const spelling = spellingOf(db);
  const clauses = clausesOf(selection, spelling);
  const [first, ...others] = clauses;
  const indexed = others.length === 0 ? (first?.found ?? null) : null;
  const narrowed =
    spelling.reorders || indexed !== null ? null : await narrowest(db, clauses, bounds);
  const counted = indexed ?? runsOf(db, clauses, narrowed).select('number');
  const { count } = await db
    .selectFrom(counted.as('counted'))
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}
