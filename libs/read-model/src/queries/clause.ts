import { expressionBuilder, type Expression, type SelectQueryBuilder, type SqlBool } from 'kysely';
import { seen, type Naming, type RunColumn } from './spelling.js';
import type { Tables } from './tables.js';

/** A condition on runs, as it is asked of a run at hand and, where an index can answer, of the index. */
export type Clause = Readonly<{
  about: RunColumn | null; // the column whose index answers
  holds(column: Naming): Expression<SqlBool>;
  found: Numbers | null; // the runs for which it holds, from an index; null: no index can tell
}>;

/** A query for the numbers of some runs. */
export type Numbers = SelectQueryBuilder<Tables, keyof Tables, { number: bigint }>;

/** A condition that the index of a column answers. */
export const indexed = (about: RunColumn, holds: Clause['holds']): Clause => ({
  about,
  holds,
  found: onRun.selectFrom('task_runs').select('task_runs.number').where(holds(seen)),
});

/** A condition that only the rows themselves answer. */
export const checked = (holds: Clause['holds']): Clause => ({ about: null, holds, found: null });

/** All of the clauses hold for a run; true if there are none. Halved again and again, as SQLite takes no expression 1,000 deep. */
export function allHold(clauses: readonly Clause[], column: Naming): Expression<SqlBool> {
  if (clauses.length < 3) return onRun.and(clauses.map(({ holds }) => holds(column)));
  const half = Math.ceil(clauses.length / 2);
  return onRun.and([allHold(clauses.slice(0, half), column), allHold(clauses.slice(half), column)]);
}

/** Builds what is asked of a run. */
export const onRun = expressionBuilder<Tables, 'task_runs'>();
