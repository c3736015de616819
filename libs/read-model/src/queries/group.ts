import { TERMINAL_TYPES, type Micros, type StateType } from '@app/orchestration';
import { sql, type Expression, type Kysely, type RawBuilder } from 'kysely';
import type { Intervals } from '../read-model.js';
import { positive, unseen, seen } from '../sqlite/spelling.js';
import { allHold, onRun, type Clause } from './clause.js';
import { estimatedRunTime } from './duration.js';
import type { KnownState } from './known-states.js';
import type { Runs } from './narrowest.js';
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
): Promise<readonly Group[]> =>
  runs
    .select(sql<bigint>`(expected_start_time - ${start}) / ${interval}`.as('bucket'))
    .select(['state_type', 'state_name'])
    .select(sums(now))
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
  const groups: Group[] = [];
  for (const { type, name } of states) {
    const ofState = await db
      .selectFrom('buckets')
      .crossJoin('task_runs')
      .select(['buckets.n as bucket', 'state_type', 'state_name'])
      .select(sums(now))
      .where('buckets.n', '<', BigInt(buckets))
      .where('state_type', '=', type)
      .where('state_name', '=', name)
      .where('expected_start_time', '>=', sql<bigint>`${start} + buckets.n * ${interval}`)
      .where('expected_start_time', '<', sql<bigint>`${start} + (buckets.n + 1) * ${interval}`)
      .where(allHold(clauses, unseen))
      .groupBy('buckets.n')
      .execute();
    groups.push(...ofState);
  }
  return groups;
}

/** How many, how long they ran, how late they were. */
const sums = (now: Micros) => [
  onRun.fn.countAll<bigint>().as('count'),
  sum(estimatedRunTime(seen, now)).as('run_time'),
  sum(lateness(now)).as('lateness'),
];

/** Of what is positive. As doubles: a few ages of lateness are more microseconds than 64 bits hold. */
const sum = (value: Expression<bigint>): RawBuilder<number> =>
  sql`sum(cast(${positive(value)} as double precision))`;

/** How much later than expected a run started, or would start now (4.3). */
const lateness = (now: Micros): RawBuilder<bigint> => sql`case
  when task_runs.start_time is not null then task_runs.start_time - task_runs.expected_start_time
  when task_runs.state_type in (${sql.join(TERMINAL_TYPES)}) then 0
  else ${now} - task_runs.expected_start_time end`;
