import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely';
import type { TaskRunsTable } from '../queries/tables.js';
import type { Bytes } from '../queries/uuid.js';

/** How a condition or an order names a column of a run. */
export type Naming = <Name extends RunColumn>(column: Name) => Expression<TaskRunsTable[Name]>;

export type RunColumn = keyof TaskRunsTable;

/** By its name: the planner may use an index on it. */
export const seen: Naming = (column) => sql.ref(`task_runs.${column}`);

/** Behind a plus sign, which hides it from the planner: no index is used for it. */
export const unseen: Naming = (column) => sql`+${sql.ref(`task_runs.${column}`)}`;

/** Whether the value is one of the texts. They are bound as one parameter, however many they are. */
export const isOneOf = (
  value: Expression<string | null>,
  texts: readonly string[],
): RawBuilder<SqlBool> => sql`${value} in (select value from json_each(${JSON.stringify(texts)}))`;

/** Whether the value is one of the ids. */
export const isOneOfIds = (
  value: Expression<Bytes | null>,
  ids: readonly string[],
): RawBuilder<SqlBool> =>
  sql`${value} in (select unhex(value, '-') from json_each(${JSON.stringify(ids)}))`;

/**
 * The sum of those values that are positive, nulls left out. It is a double: a few ages of lateness
 * are more microseconds than 64 bits hold.
 */
export const sumOfPositive = (value: Expression<bigint | null>): RawBuilder<number> =>
  sql`total(max(0, ${value}))`;
