import { isTerminal, TERMINAL_TYPES, type Micros, type StateType } from '@app/orchestration';
import { sql, type Expression, type Kysely, type RawBuilder } from 'kysely';
import type { Intervals } from '../task-run-queries.js';
import { allHold, onRun, type Clause } from './clause.js';
import { estimatedRunTime } from './duration.js';
import type { KnownState } from './known-states.js';
import type { Runs } from './narrowest.js';
import { seen, spellingOf, type Spelling } from './spelling.js';
import type { Tables } from './tables.js';

/** What the runs of one state in one bucket come to. */
export type Group = Readonly<{
  bucket: bigint;
  state_type: StateType | null;
  state_name: string | null;
  count: bigint;
  run_time: number; // µs, as is the next
  lateness: number;
}>;

/** Puts runs into buckets by sorting them. */
export const groupSorted = (
  runs: Runs,
  { start, interval }: Intervals,
  now: Micros,
  spelling: Spelling,
): Promise<readonly Group[]> =>
  runs
    .select(sql<bigint>`(expected_start_time - ${start}) / ${interval}`.as('bucket'))
    .select(['state_type', 'state_name'])
    .select(sums(now, nowUnlessEnded(now), spelling))
    .groupBy(['bucket', 'state_type', 'state_name'])
    .orderBy('bucket')
    .orderBy('state_type')
    .orderBy('state_name')
    .execute();

/** Puts runs into buckets as an index has them in order, state by state: nothing is sorted. */
export async function groupWalked(
  db: Kysely<Tables>,
  states: readonly KnownState[],
  clauses: readonly Clause[],
  { start, interval, buckets }: Intervals & Readonly<{ buckets: number }>,
  now: Micros,
): Promise<readonly Group[]> {
  const spelling = spellingOf(db);
  const groups: Group[] = [];
  for (const { type, name } of states) {
    const unstarted = isTerminal(type) ? null : now;
    const ofState = await db
      .selectFrom('buckets')
      .crossJoin('task_runs')
      .select('buckets.n as bucket')
      .select(sums(now, sql`${unstarted}`, spelling))
      .where('buckets.n', '<', BigInt(buckets))
      .where('state_type', '=', type)
      .where('state_name', '=', name)
      .where('expected_start_time', '>=', sql<bigint>`${start} + buckets.n * ${interval}`)
      .where('expected_start_time', '<', sql<bigint>`${start} + (buckets.n + 1) * ${interval}`)
      .where(allHold(clauses, spelling.beside))
      .groupBy('buckets.n')
      .execute();
    groups.push(...ofState.map((group) => ({ ...group, state_type: type, state_name: name })));
  }
  return groups;
}

/** How many, how long they ran, how late they were. `unstarted`: when a run that has not started would start, or null if it never will. */
const sums = (now: Micros, unstarted: Expression<bigint | null>, { sumOfPositive }: Spelling) => [
  onRun.fn.countAll<bigint>().as('count'),
  sumOfPositive(estimatedRunTime(seen, now)).as('run_time'),
  sumOfPositive(lateness(unstarted)).as('lateness'),
];

/** How much later than expected a run started, or would start now; null if it did not and never will (4.3). */
const lateness = (unstarted: Expression<bigint | null>): RawBuilder<bigint | null> =>
  sql`coalesce(${seen('start_time')}, ${unstarted}) - ${seen('expected_start_time')}`;

const nowUnlessEnded = (now: Micros): RawBuilder<bigint | null> =>
  sql`case when ${seen('state_type')} in (${sql.join(TERMINAL_TYPES)}) then null else cast(${now} as bigint) end`;
