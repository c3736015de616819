import { sql, type Expression, type RawBuilder } from 'kysely';
import type { Sort } from '../task-run-queries.js';
import type { Naming, RunColumn } from './spelling.js';

export type DurationSort = Extract<Sort, `DURATION_${string}`>;
export type ColumnSort = Exclude<Sort, DurationSort>;

export const isDuration = (sort: Sort): sort is DurationSort =>
  sort === 'DURATION_ASC' || sort === 'DURATION_DESC';

/** The column that an order goes by. */
export const SORT_COLUMNS = {
  ID_DESC: 'id',
  EXPECTED_START_TIME_ASC: 'expected_start_time',
  EXPECTED_START_TIME_DESC: 'expected_start_time',
  NAME_ASC: 'name',
  NAME_DESC: 'name',
  NEXT_SCHEDULED_START_TIME_ASC: 'next_scheduled_start_time',
  END_TIME_DESC: 'end_time',
} as const satisfies Record<ColumnSort, RunColumn>;

/** Nulls stand where PostgreSQL has them; among equals the id decides, in the same direction, so that pages never overlap. */
export function columnOrder(sort: ColumnSort, column: Naming): RawBuilder<unknown> {
  const by = column(SORT_COLUMNS[sort]);
  const id = column('id');
  switch (sort) {
    case 'ID_DESC':
      return sql`${id} desc`;
    case 'EXPECTED_START_TIME_ASC':
    case 'NAME_ASC':
    case 'NEXT_SCHEDULED_START_TIME_ASC':
      return sql`${by} asc nulls last, ${id} asc`;
    case 'EXPECTED_START_TIME_DESC':
    case 'NAME_DESC':
    case 'END_TIME_DESC':
      return sql`${by} desc nulls first, ${id} desc`;
  }
}

/** Among equal durations what is expected latest comes first, either way, then the highest id (Errata 16). */
export const durationOrder = (
  sort: DurationSort,
  duration: Expression<bigint>,
  column: Naming,
): RawBuilder<unknown> =>
  sql`${duration} ${sql.raw(sort === 'DURATION_ASC' ? 'asc' : 'desc')}, ${column('expected_start_time')} desc, ${column('id')} desc`;
