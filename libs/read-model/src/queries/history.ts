import { micros, type Micros } from '@app/orchestration';
import type { Kysely } from 'kysely';
import type { HistoryBucket, Intervals, Selection } from '../task-run-queries.js';
import { indexed, onRun, type Clause } from './clause.js';
import { clausesOf } from './clauses-of.js';
import { groupSorted, groupWalked, type Group } from './group.js';
import { knownStates } from './known-states.js';
import { narrowest, runsOf, type Bounds } from './narrowest.js';
import { spellingOf } from './spelling.js';
import type { Tables } from './tables.js';

export const MOST_BUCKETS = 500;

/** The selected runs, counted by state and by the interval in which they were expected to start (4.6). */
export async function taskRunHistory(
  db: Kysely<Tables>,
  selection: Selection,
  intervals: Intervals,
  now: Micros,
  bounds: Bounds,
): Promise<readonly HistoryBucket[]> {
  const { start, interval } = intervals;
  const buckets = bucketCount(intervals);
  const spelling = spellingOf(db);
  const clauses = clausesOf(selection, spelling);
  const within = expectedWithin(start, start + BigInt(buckets) * interval);
  const narrowed = spelling.reorders ? null : await narrowest(db, [...clauses, within], bounds);
  const areMany = narrowed !== null && narrowed.count > bounds.few;
  const states = areMany ? await knownStates(db) : null;
  const groups =
    states === null
      ? await groupSorted(runsOf(db, [...clauses, within], narrowed), intervals, now, spelling)
      : await groupWalked(db, states, clauses, { ...intervals, buckets }, now);
  return Array.from({ length: buckets }, (_, n) => ({
    start: micros(start + BigInt(n) * interval),
    end: micros(start + BigInt(n + 1) * interval),
    states: groups.filter(({ bucket }) => bucket === BigInt(n)).map(toState),
  }));
}

/** The last interval may reach beyond the end. */
function bucketCount({ start, end, interval }: Intervals): number {
  const count = (end - start + interval - 1n) / interval;
  return count < 0n ? 0 : Math.min(Number(count), MOST_BUCKETS);
}

const expectedWithin = (start: bigint, end: bigint): Clause =>
  indexed('expected_start_time', (column) =>
    onRun.and([
      onRun(column('expected_start_time'), '>=', start),
      onRun(column('expected_start_time'), '<', end),
    ]),
  );

const toState = (group: Group): HistoryBucket['states'][number] => ({
  type: group.state_type,
  name: group.state_name,
  count: Number(group.count),
  estimatedRunTime: micros(BigInt(group.run_time)),
  estimatedLateness: micros(BigInt(group.lateness)),
});
