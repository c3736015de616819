import { sql } from 'kysely';
import { seen, type Spelling } from '../queries/spelling.js';

/**
 * How PostgreSQL spells. Its planner sees what is looked for and knows how frequent it is: so a
 * condition hides nothing. An order does: else a page of few runs would be looked for along it, in vain.
 */
export const POSTGRESQL: Spelling = {
  beside: seen,
  unsorted: (column) => sql`greatest(${sql.ref(`task_runs.${column}`)})`,
  reorders: true,
  isOneOf: (value, texts) => sql`${value} = any(${texts}::text[])`,
  isOneOfIds: (value, ids) => sql`${value} = any(${ids}::uuid[])`,
  sumOfPositive: (value) => sql`coalesce(sum(greatest(0, ${value})), 0)::float8`,
};
