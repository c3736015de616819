import type { Micros } from '@app/orchestration';
import { sql, type Expression, type Kysely, type RawBuilder, type SqlBool } from 'kysely';
import type { Slice } from '../task-run-queries.js';
import { allHold, onRun, type Clause } from './clause.js';
import { durationOrder, type DurationSort } from './order.js';
import { seen, spellingOf, type Naming } from './spelling.js';
import type { Tables } from './tables.js';

/** The time that a run has spent running until now, in µs: what runs grows with the clock, so all that runs keeps its order (4.3). */
export const estimatedRunTime = (column: Naming, now: Micros): RawBuilder<bigint> =>
  sql`${column('duration')} + ${column('running')} * ${now}`;

/**
 * The numbers of the selected runs by duration. Within a stretch of runs that all run, or none of
 * which does, an index has the order; the stretches are merged. Runs that never ran are a
 * stretch of their own, as they are many of one duration and have to be walked by what comes after it.
 */
export async function walkDurations(
  db: Kysely<Tables>,
  clauses: readonly Clause[],
  { sort, limit, offset }: Slice & Readonly<{ sort: DurationSort }>,
  now: Micros,
): Promise<readonly bigint[]> {
  const { beside } = spellingOf(db);
  const stretch = (within: Expression<SqlBool>) =>
    db
      .selectFrom(
        db
          .selectFrom('task_runs')
          .select(['number', 'expected_start_time', 'id'])
          .select(estimatedRunTime(seen, now).as('duration'))
          .where(within)
          .where(allHold(clauses, beside))
          .orderBy(durationOrder(sort, seen('duration'), seen))
          .limit(limit + offset)
          .as('stretch'),
      )
      .selectAll();
  const merged = stretch(RUNNING)
    .unionAll(stretch(stopped('>')))
    .unionAll(stretch(stopped('=')))
    .unionAll(stretch(stopped('<')));
  const rows = await db
    .selectFrom(merged.as('task_runs'))
    .select('number')
    .orderBy(durationOrder(sort, sql.ref('task_runs.duration'), seen))
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(({ number }) => number);
}

const RUNNING = onRun(seen('running'), '=', 1n);

const stopped = (than: '<' | '=' | '>'): Expression<SqlBool> =>
  onRun.and([onRun(seen('running'), '=', 0n), onRun(seen('duration'), than, 0n)]);
