import { sql } from 'kysely';
import type { Naming, Spelling } from '../queries/spelling.js';

/** Behind a plus sign, which hides it from the planner: no index is used for it. */
const unseen: Naming = (column) => sql`+${sql.ref(`task_runs.${column}`)}`;

/** How SQLite spells. It is told each way, as it plans before it sees what is looked for. */
export const SQLITE: Spelling = {
  beside: unseen,
  unsorted: unseen,
  reorders: false,
  isOneOf: (value, texts) =>
    sql`${value} in (select value from json_each(${JSON.stringify(texts)}))`,
  isOneOfIds: (value, ids) =>
    sql`${value} in (select unhex(value, '-') from json_each(${JSON.stringify(ids)}))`,
  sumOfPositive: (value) => sql`total(max(0, ${value}))`,
};
