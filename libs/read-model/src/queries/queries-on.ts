import type { Kysely } from 'kysely';
import type { Shown, TaskRunQueries } from '../task-run-queries.js';
import { countTaskRuns } from './count-task-runs.js';
import { taskRunHistory } from './history.js';
import { listTaskRuns } from './list-task-runs.js';
import { locateState } from './locate-state.js';
import type { Bounds } from './narrowest.js';
import type { Tables } from './tables.js';

/** What is looked for in the rows. */
export type Find<T> = (db: Kysely<Tables>) => Promise<T>;

/** Rows that are shown: what is found and the checkpoint are of one snapshot; `nothing` is found while there are no tables. */
export interface ShownRows {
  show<T>(nothing: T, find: Find<T>): Promise<Shown<T>>;
  close(): Promise<void>;
}

/** The queries of the read model, whatever database has its rows. */
export const queriesOn = (rows: ShownRows, bounds: Bounds): TaskRunQueries => ({
  list: (selection, slice, now) =>
    rows.show([], (db) => listTaskRuns(db, selection, slice, now, bounds)),
  count: (selection) => rows.show(0, (db) => countTaskRuns(db, selection, bounds)),
  history: (selection, intervals, now) =>
    rows.show([], (db) => taskRunHistory(db, selection, intervals, now, bounds)),
  locateState: (stateId) => rows.show(null, (db) => locateState(db, stateId)),
  close: () => rows.close(),
});
