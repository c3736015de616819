import type { Micros } from '@app/orchestration';
import type { Kysely, SelectQueryBuilder } from 'kysely';
import type { Slice } from '../task-run-queries.js';
import { allHold, type Clause } from './clause.js';
import { estimatedRunTime, walkDurations } from './duration.js';
import { narrowest, runsOf, type Bounds, type Runs } from './narrowest.js';
import { columnOrder, durationOrder, isDuration, SORT_COLUMNS, type ColumnSort } from './order.js';
import { seen, spellingOf, type Naming } from './spelling.js';
import type { Tables } from './tables.js';

/**
 * The numbers of the selected runs in a slice of an order. Few runs are sorted; among very many a
 * page is soon met by walking in the order. In between, and where no index tells how many they are,
 * a glance decides: if it does not fill the page, the runs stand late in the order and are sorted after all.
 */
export async function numbersInOrder(
  db: Kysely<Tables>,
  clauses: readonly Clause[],
  slice: Slice,
  now: Micros,
  bounds: Bounds,
): Promise<readonly bigint[]> {
  const { sort, limit, offset } = slice;
  const narrowed = await narrowest(db, clauses, bounds);
  const count = narrowed?.count ?? null;
  const { unsorted } = spellingOf(db);
  const sortAll = () => sorted(runsOf(db, clauses, narrowed), slice, now, unsorted);
  if (count !== null && count <= (isDuration(sort) ? bounds.many : bounds.few)) return sortAll();
  if (isDuration(sort)) return walkDurations(db, clauses, { ...slice, sort }, now);
  if (clauses.length === 0 || (count !== null && count > bounds.many))
    return walk(db, clauses, { ...slice, sort });
  const met = await glance(db, clauses, sort, bounds.glance, offset + limit);
  return met.length === offset + limit ? met.slice(offset) : sortAll();
}

async function sorted(
  runs: Runs,
  { sort, limit, offset }: Slice,
  now: Micros,
  unsorted: Naming,
): Promise<readonly bigint[]> {
  const rows = await runs
    .select('number')
    .orderBy(
      isDuration(sort)
        ? durationOrder(sort, estimatedRunTime(unsorted, now), unsorted)
        : columnOrder(sort, unsorted),
    )
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(({ number }) => number);
}

type ColumnSlice = Slice & Readonly<{ sort: ColumnSort }>;

async function walk(
  db: Kysely<Tables>,
  clauses: readonly Clause[],
  { sort, limit, offset }: ColumnSlice,
): Promise<readonly bigint[]> {
  const runs = spellingOf(db).reorders
    ? metAmong(db, clauses, sort, ALL)
    : along(db, clauses, sort);
  const rows = await runs.limit(limit).offset(offset).execute();
  return rows.map(({ number }) => number);
}

const ALL = Number.MAX_SAFE_INTEGER;

/** Those that are met among the first of the order, up to the wanted count. */
async function glance(
  db: Kysely<Tables>,
  clauses: readonly Clause[],
  sort: ColumnSort,
  looks: number,
  wanted: number,
): Promise<readonly bigint[]> {
  const rows = await metAmong(db, clauses, sort, looks).limit(wanted).execute();
  return rows.map(({ number }) => number);
}

function along(db: Kysely<Tables>, clauses: readonly Clause[], sort: ColumnSort): Found {
  const { bounding, asked } = split(clauses, sort);
  return db
    .selectFrom('task_runs')
    .select('number')
    .where(allHold(bounding, seen))
    .where(allHold(asked, spellingOf(db).beside))
    .orderBy(columnOrder(sort, seen));
}

/** The limit on the looks keeps a planner from another way to the runs than the order. */
function metAmong(
  db: Kysely<Tables>,
  clauses: readonly Clause[],
  sort: ColumnSort,
  looks: number,
): Found {
  const { beside, reorders } = spellingOf(db);
  const { bounding, asked } = split(clauses, sort);
  const first = db
    .selectFrom('task_runs')
    .selectAll()
    .where(allHold(bounding, seen))
    .orderBy(columnOrder(sort, seen))
    .limit(looks);
  return db
    .selectFrom(first.as('task_runs'))
    .select('number')
    .where(allHold(asked, beside))
    .$if(reorders, (runs) => runs.orderBy(columnOrder(sort, seen)));
}

type Found = SelectQueryBuilder<Tables, 'task_runs', { number: bigint }>;

/** The clauses about the very column of the order bound the walk; the others are asked of each run along it. */
function split(clauses: readonly Clause[], sort: ColumnSort) {
  const bounds = (clause: Clause): boolean => clause.about === SORT_COLUMNS[sort];
  return {
    bounding: clauses.filter(bounds),
    asked: clauses.filter((clause) => !bounds(clause)),
  };
}
