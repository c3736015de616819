import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely';
import type { TaskRunsTable } from '../queries/tables.js';
import type { Bytes } from '../queries/uuid.js';

/** How a condition or an order names a column of a run. */
export type Naming = <Name extends RunColumn>(column: Name) => Expression<TaskRunsTable[Name]>;

export type RunColumn = keyof TaskRunsTable & string;

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

/** The number, or zero where it is negative. */
export const positive = (value: Expression<bigint>): RawBuilder<bigint> => sql`max(0, ${value})`;
