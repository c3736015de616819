import type { Kysely, SelectQueryBuilder } from 'kysely';
import { allHold, type Clause, type Numbers } from './clause.js';
import { spellingOf } from './spelling.js';
import type { Tables } from './tables.js';

/** From where on one way to the rows is quicker than another; measured at a million runs. */
export type Bounds = Readonly<{
  few: number; // so many runs are sorted or grouped at once
  many: number; // so many are sorted only if a glance along the order does not fill the page; more are never sorted
  glance: number; // so many runs are looked at in that glance
}>;

export const BOUNDS: Bounds = { few: 10_000, many: 100_000, glance: 20_000 };

/** What an index finds for one of several clauses; the others are still to be asked of each run. */
export type Narrowed = Readonly<{ found: Numbers; count: number; others: readonly Clause[] }>;

/**
 * Of the clauses that an index answers the one for which it finds the fewest runs; null if there
 * is no such clause. It counts no further than to see that they are more than many. The planner
 * itself cannot know: it plans before it sees what is looked for.
 */
export async function narrowest(
  db: Kysely<Tables>,
  clauses: readonly Clause[],
  { many }: Bounds,
): Promise<Narrowed | null> {
  let best: Narrowed | null = null;
  for (const clause of clauses) {
    if (clause.found === null) continue;
    const count = await countUpTo(many + 1, db, clause.found);
    if (best !== null && count >= best.count) continue;
    const others = clauses.filter((other) => other !== clause);
    best = { found: clause.found, count, others };
  }
  return best;
}

export type Runs = SelectQueryBuilder<Tables, 'task_runs', object>;

/** The runs for which all of the clauses hold, looked up by the one that narrows them, if there is one and the planner has to be told. */
export const runsOf = (
  db: Kysely<Tables>,
  clauses: readonly Clause[],
  narrowed: Narrowed | null,
): Runs => {
  const { beside, reorders } = spellingOf(db);
  if (narrowed === null || reorders)
    return db.selectFrom('task_runs').where(allHold(clauses, beside));
  return db
    .selectFrom('task_runs')
    .where('number', 'in', narrowed.found)
    .where(allHold(narrowed.others, beside));
};

async function countUpTo(limit: number, db: Kysely<Tables>, found: Numbers): Promise<number> {
  const { count } = await db
    .selectFrom(db.selectFrom(found.as('found')).select('number').limit(limit).as('some'))
    .select(({ fn }) => fn.countAll<bigint>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}
