import type { Position } from '@app/event-store';
import type { Micros, StateType } from '@app/orchestration';
import type { TaskRun } from '@app/task-run';

/** A run as lists show it: the fold of its stream, but for what only decisions need. */
export type ListedTaskRun = Omit<TaskRun, 'exists' | 'grants' | 'born' | 'transition' | 'greatest'>;

/** How far a reader of the log has come, and in which log. */
export type Checkpoint = Readonly<{ logId: string; position: Position }>;

/** A bounded span of time; both ends are included. */
export type TimeFilter = Readonly<{
  before: Micros | null;
  after: Micros | null;
  isNull: boolean | null;
}>;

/** null or absent is no condition, an empty list matches nothing (4.6). */
export type TaskRunFilter = Readonly<{
  operator: 'and_' | 'or_';
  id: readonly string[] | null;
  name: Readonly<{ any: readonly string[] | null; like: string | null }> | null;
  tags: Readonly<{
    operator: 'and_' | 'or_';
    all: readonly string[] | null;
    isNull: boolean | null;
  }> | null;
  state: Readonly<{
    operator: 'and_' | 'or_';
    types: readonly StateType[] | null;
    names: readonly string[] | null;
  }> | null;
  startTime: TimeFilter | null;
  endTime: TimeFilter | null;
  expectedStartTime: TimeFilter | null; // its isNull is always null
  isSubflowParent: boolean | null;
  flowRunId: Readonly<{
    operator: 'and_' | 'or_';
    any: readonly string[] | null;
    isNull: boolean | null;
  }> | null;
}>;

export const SORTS = [
  'ID_DESC',
  'EXPECTED_START_TIME_ASC',
  'EXPECTED_START_TIME_DESC',
  'NAME_ASC',
  'NAME_DESC',
  'NEXT_SCHEDULED_START_TIME_ASC',
  'END_TIME_DESC',
  'DURATION_DESC',
  'DURATION_ASC',
] as const;

export type Sort = (typeof SORTS)[number];

/** Which runs. `inFlow`: only runs whose flow run (flow, deployment) exists, as any filter on those asks for. */
export type Selection = Readonly<{ filter: TaskRunFilter | null; inFlow: boolean }>;

export type Slice = Readonly<{ sort: Sort; limit: number; offset: number }>;

/** Buckets from `start` in steps of `interval` while before `end`, 500 at most. */
export type Intervals = Readonly<{ start: Micros; end: Micros; interval: Micros }>;

export type HistoryBucket = Readonly<{
  start: Micros;
  end: Micros;
  states: readonly Readonly<{
    type: StateType | null;
    name: string | null;
    count: number;
    estimatedRunTime: Micros; // sums of what is positive
    estimatedLateness: Micros;
  }>[];
}>;

/** What was found, and the position of the log that it shows: rows and checkpoint are of one snapshot. */
export type Shown<T> = Readonly<{ found: T; at: Checkpoint | null }>;

/** The rows that lists, counts and history are answered from. `now` is the moment of the question: estimates grow with it. */
export interface TaskRunQueries {
  list(selection: Selection, slice: Slice, now: Micros): Promise<Shown<readonly ListedTaskRun[]>>;
  count(selection: Selection): Promise<Shown<number>>;
  history(
    selection: Selection,
    intervals: Intervals,
    now: Micros,
  ): Promise<Shown<readonly HistoryBucket[]>>;
  /** Where the event stands that set the state; null if there is none, or its run is gone. */
  locateState(
    stateId: string,
  ): Promise<Shown<Readonly<{ taskRunId: string; revision: bigint }> | null>>;

  close(): Promise<void>;
}
