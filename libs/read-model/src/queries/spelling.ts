import {
  sql,
  type DialectAdapter,
  type Expression,
  type Kysely,
  type RawBuilder,
  type SqlBool,
} from 'kysely';
import type { Tables, TaskRunsTable } from './tables.js';
import type { Bytes } from './uuid.js';

/** How a condition or an order names a column of a run. */
export type Naming = <Name extends RunColumn>(column: Name) => Expression<TaskRunsTable[Name]>;

export type RunColumn = keyof TaskRunsTable;

/** By its name: the planner may use an index on it. */
export const seen: Naming = (column) => sql.ref(`task_runs.${column}`);

/** What databases say in their own way. */
export type Spelling = Readonly<{
  /** How the conditions name a column when another index than theirs is to be used. */
  beside: Naming;

  /** How an order names a column when the runs are to be found first and sorted then. */
  unsorted: Naming;

  /**
   * Whether the planner goes its own way. Then it finds the narrowest condition by itself, the rows of a
   * subquery have no order unless it is asked for again, and what is to be walked along stands in a subquery of its own.
   */
  reorders: boolean;

  /** Whether the value is one of the texts. They are bound as one parameter, however many they are. */
  isOneOf(value: Expression<string | null>, texts: readonly string[]): RawBuilder<SqlBool>;

  /** Whether the value is one of the ids. */
  isOneOfIds(value: Expression<Bytes | null>, ids: readonly string[]): RawBuilder<SqlBool>;

  /**
   * The sum of those values that are positive, nulls left out. It is a double: a few ages of lateness
   * are more microseconds than 64 bits hold.
   */
  sumOfPositive(value: Expression<bigint | null>): RawBuilder<number>;
}>;

/** What the adapter of our dialects knows beyond those of Kysely. */
export type Spelled = Readonly<{ spelling: Spelling }>;

/** How the database spells that the rows are in. @throws Error if its dialect is none of ours */
export function spellingOf(db: Kysely<Tables>): Spelling {
  const { adapter } = db.getExecutor();
  if (!isSpelled(adapter)) throw new Error('the dialect does not know how its database spells');
  return adapter.spelling;
}

const isSpelled = (adapter: DialectAdapter): adapter is DialectAdapter & Spelled =>
  'spelling' in adapter;
