import { micros, type Json, type Micros } from '@app/orchestration';
import {
  decodeState,
  encodeState,
  type Creation,
  type RetryPolicy,
  type TaskInput,
} from '@app/task-run';
import type { ListedTaskRun } from '../read-model.js';
import type { RunUpdate } from '../projections/row-change.js';
import { foldCase } from './fold-case.js';
import type { TaskRunsTable } from './tables.js';
import { uuidBytes, uuidText } from './uuid.js';

/** A run's row; its number is given by the database. */
export type TaskRunRow = Omit<TaskRunsTable, 'number'>;

export const toRow = (run: ListedTaskRun): TaskRunRow => ({
  ...creationColumns(run),
  ...standingColumns(run),
  created: run.created,
  updated: run.updated,
});

/** The columns that an update names. */
export const toColumns = ({ updated, name, standing }: RunUpdate): Partial<TaskRunRow> => ({
  updated,
  ...(name === undefined ? {} : nameColumns(name)),
  ...(standing === undefined ? {} : standingColumns(standing)),
});

/** The inverse of {@link toRow}. */
export const fromRow = (row: TaskRunRow): ListedTaskRun => ({
  id: uuidText(row.id),
  name: row.name,
  flowRunId: row.flow_run_id === null ? null : uuidText(row.flow_run_id),
  taskKey: row.task_key,
  dynamicKey: row.dynamic_key,
  cacheKey: row.cache_key,
  cacheExpiration: moment(row.cache_expiration),
  taskVersion: row.task_version,
  empiricalPolicy: JSON.parse(row.empirical_policy) as RetryPolicy,
  tags: JSON.parse(row.tags) as string[],
  labels: JSON.parse(row.labels) as Record<string, Json> | null,
  taskInputs: JSON.parse(row.task_inputs) as Record<string, TaskInput[]>,
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
});

const moment = (value: bigint | null): Micros | null => (value === null ? null : micros(value));

const creationColumns = (run: Creation) => ({
  ...nameColumns(run.name),
  id: uuidBytes(run.id),
  flow_run_id: run.flowRunId === null ? null : uuidBytes(run.flowRunId),
  task_key: run.taskKey,
  dynamic_key: run.dynamicKey,
  cache_key: run.cacheKey,
  cache_expiration: run.cacheExpiration,
  task_version: run.taskVersion,
  empirical_policy: JSON.stringify(run.empiricalPolicy),
  tags: JSON.stringify(run.tags),
  tagged: run.tags.length > 0 ? 1n : 0n,
  labels: JSON.stringify(run.labels),
  task_inputs: JSON.stringify(run.taskInputs),
});

const nameColumns = (name: string) => ({ name, name_folded: foldCase(name) });

type Standing = Pick<
  ListedTaskRun,
  | 'state'
  | 'runCount'
  | 'flowRunRunCount'
  | 'expectedStartTime'
  | 'nextScheduledStartTime'
  | 'startTime'
  | 'endTime'
  | 'totalRunTime'
>;

function standingColumns(run: Standing) {
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
