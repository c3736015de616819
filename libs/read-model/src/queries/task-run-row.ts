import { micros, type Micros } from '@app/orchestration';
import { decodeState, encodeState, type Books, type Creation } from '@app/task-run';
import type { RunUpdate } from '../projections/row-change.js';
import type { ListedTaskRun } from '../task-run-queries.js';
import { foldCase } from './fold-case.js';
import type { TaskRunsTable } from './tables.js';
import { uuidBytes } from './uuid.js';

/** A run's row; its number is given by the database. */
export type TaskRunRow = Omit<TaskRunsTable, 'number'>;

export const toRow = (run: ListedTaskRun): TaskRunRow => ({
  id: uuidBytes(run.id),
  tagged: run.tags.length > 0 ? 1n : 0n,
  flow_run_id: run.flowRunId === null ? null : uuidBytes(run.flowRunId),
  created: run.created,
  updated: run.updated,
  creation: encodeCreation(run),
  ...nameColumns(run.name),
  ...standingColumns(run),
});

/** The columns that an update names. */
export const toColumns = ({ updated, name, standing }: RunUpdate): Partial<TaskRunRow> => ({
  updated,
  ...(name === undefined ? {} : nameColumns(name)),
  ...(standing === undefined ? {} : standingColumns(standing)),
});

const nameColumns = (name: string): Pick<TaskRunRow, 'name' | 'name_folded'> => ({
  name,
  name_folded: foldCase(name),
});

function standingColumns(run: Books & Pick<ListedTaskRun, 'state'>) {
  const since = run.state?.type === 'RUNNING' ? run.state.timestamp : null;
  return {
    state_type: run.state?.type ?? null,
    state_name: run.state?.name ?? null,
    state: run.state === null ? null : encodeState(run.state),
    run_count: BigInt(run.runCount),
    flow_run_run_count: BigInt(run.flowRunRunCount),
    expected_start_time: run.expectedStartTime,
    next_scheduled_start_time: run.nextScheduledStartTime,
    start_time: run.startTime,
    end_time: run.endTime,
    total_run_time: run.totalRunTime,
    running: since === null ? 0n : 1n,
    duration: since === null ? run.totalRunTime : run.totalRunTime - since,
  };
}

/** The columns that a run is shown from: a value that is not read costs nothing. */
export const SHOWN_COLUMNS = [
  'name',
  'expected_start_time',
  'next_scheduled_start_time',
  'start_time',
  'end_time',
  'total_run_time',
  'run_count',
  'flow_run_run_count',
  'created',
  'updated',
  'creation',
  'state',
] as const satisfies (keyof TaskRunRow)[];

/** The inverse of {@link toRow}. */
export const fromRow = (row: Pick<TaskRunRow, (typeof SHOWN_COLUMNS)[number]>): ListedTaskRun => ({
  name: row.name,
  runCount: Number(row.run_count),
  flowRunRunCount: Number(row.flow_run_run_count),
  expectedStartTime: moment(row.expected_start_time),
  nextScheduledStartTime: moment(row.next_scheduled_start_time),
  startTime: moment(row.start_time),
  endTime: moment(row.end_time),
  totalRunTime: micros(row.total_run_time),
  created: micros(row.created),
  updated: micros(row.updated),
  state: row.state === null ? null : decodeState(row.state),
  ...decodeCreation(row.creation), // last: V8 takes thirty times as long to add so many fields to a copy
});

const moment = (value: bigint | null): Micros | null => (value === null ? null : micros(value));

type StoredCreation = Omit<Creation, 'name' | 'cacheExpiration'> &
  Readonly<{ cacheExpiration: string | null }>;

function encodeCreation(run: Creation): string {
  const stored: StoredCreation = {
    id: run.id,
    flowRunId: run.flowRunId,
    taskKey: run.taskKey,
    dynamicKey: run.dynamicKey,
    cacheKey: run.cacheKey,
    cacheExpiration: run.cacheExpiration?.toString() ?? null,
    taskVersion: run.taskVersion,
    empiricalPolicy: run.empiricalPolicy,
    tags: run.tags,
    labels: run.labels,
    taskInputs: run.taskInputs,
  };
  return JSON.stringify(stored);
}

function decodeCreation(text: string): Omit<Creation, 'name'> {
  const stored = JSON.parse(text) as StoredCreation;
  const { cacheExpiration } = stored;
  return {
    ...stored,
    cacheExpiration: cacheExpiration === null ? null : micros(BigInt(cacheExpiration)),
  };
}
