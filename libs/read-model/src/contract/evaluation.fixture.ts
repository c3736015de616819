import { isTerminal, micros, type Micros } from '@app/orchestration';
import type { TaskRunCreated } from '@app/task-run';
import type { RecordedTaskRunEvent } from '../projections/project-task-runs.js';
import type {
  HistoryBucket,
  Intervals,
  ListedTaskRun,
  Slice,
  TaskRunFilter,
  TimeFilter,
} from '../task-run-queries.js';

/** The runs as they stand after the events. */
export function standing(events: readonly RecordedTaskRunEvent[]): readonly ListedTaskRun[] {
  const runs = new Map<string, ListedTaskRun>();
  for (const { taskRunId, event } of events) {
    const run = runs.get(taskRunId);
    if (event.type === 'TaskRunCreated') runs.set(taskRunId, newRun(event));
    else if (event.type === 'TaskRunDeleted') runs.delete(taskRunId);
    else if (run === undefined) throw new Error(`${taskRunId} was not created`);
    else if (event.type === 'TaskRunRenamed')
      runs.set(taskRunId, { ...run, name: event.name, updated: event.at });
    else
      runs.set(taskRunId, {
        ...run,
        ...event.run,
        state: event.state,
        updated: event.state.timestamp,
      });
  }
  return [...runs.values()];
}

const newRun = ({ run, at }: TaskRunCreated): ListedTaskRun => ({
  ...run,
  runCount: 0,
  flowRunRunCount: 0,
  expectedStartTime: null,
  nextScheduledStartTime: null,
  startTime: null,
  endTime: null,
  totalRunTime: micros(0n),
  created: at,
  updated: at,
  state: null,
});

/** What section 4.6 says, run by run and without a database: what queries are measured by. */
export const isSelected = (filter: TaskRunFilter | null, run: ListedTaskRun): boolean =>
  filter === null || (joined(filter.operator, membersOf(filter, run)) ?? true);

const membersOf = (filter: TaskRunFilter, run: ListedTaskRun): Answer[] => [
  among(filter.id, run.id),
  filter.name && joined('and_', [among(filter.name.any, run.name), isLike(filter.name.like, run)]),
  filter.tags &&
    joined(filter.tags.operator, [
      hasTags(filter.tags.all, run),
      untagged(filter.tags.isNull, run),
    ]),
  filter.state &&
    joined(filter.state.operator, [
      among(filter.state.types, run.state?.type),
      among(filter.state.names, run.state?.name),
    ]),
  filter.startTime && isWithin(filter.startTime, run.startTime),
  filter.endTime && isWithin(filter.endTime, run.endTime),
  filter.expectedStartTime && isWithin(filter.expectedStartTime, run.expectedStartTime),
  filter.isSubflowParent === null ? null : !filter.isSubflowParent,
  filter.flowRunId && ofFlowRun(filter.flowRunId, run),
];

/** null: the member is none and says nothing. */
type Answer = boolean | null;

function joined(operator: 'and_' | 'or_', answers: readonly Answer[]): Answer {
  const given = answers.filter((answer) => answer !== null);
  if (given.length === 0) return null;
  return operator === 'or_' ? given.includes(true) : !given.includes(false);
}

const among = (wanted: readonly string[] | null, value: string | undefined): Answer =>
  wanted === null ? null : value !== undefined && wanted.includes(value);

/** A pattern as PostgreSQL reads it, as an expression over characters folded one by one. */
function isLike(wanted: string | null, { name }: ListedTaskRun): Answer {
  if (wanted === null || wanted === '') return null;
  const pattern = [...`%${wanted}%`];
  let expression = '';
  for (let next = pattern.shift(); next !== undefined; next = pattern.shift()) {
    if (next === '%') expression += '.*';
    else if (next === '_') expression += '.';
    else expression += literal(next === '\\' ? (pattern.shift() ?? '') : next);
  }
  return new RegExp(`^${expression}$`, 'su').test(folded(name));
}

const literal = (character: string): string =>
  folded(character).replace(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');

const folded = (text: string): string =>
  [...text].map((each) => [...each.toLowerCase()][0]).join('');

const hasTags = (wanted: readonly string[] | null, { tags }: ListedTaskRun): Answer =>
  wanted === null || wanted.length === 0 ? null : wanted.every((tag) => tags.includes(tag));

const untagged = (isNull: boolean | null, { tags }: ListedTaskRun): Answer =>
  isNull === null ? null : isNull === (tags.length === 0);

const isWithin = ({ before, after, isNull }: TimeFilter, time: Micros | null): Answer =>
  joined('and_', [
    before === null ? null : time !== null && time <= before,
    after === null ? null : time !== null && time >= after,
    isNull === null ? null : isNull === (time === null),
  ]);

function ofFlowRun(
  { any, isNull }: NonNullable<TaskRunFilter['flowRunId']>,
  { flowRunId }: ListedTaskRun,
): Answer {
  if (isNull === true) return flowRunId === null;
  if (any !== null) return flowRunId !== null && any.includes(flowRunId);
  return isNull === null ? null : flowRunId !== null;
}

/** The slice of the runs in the order, nulls where PostgreSQL has them. */
export function sliced(
  runs: readonly ListedTaskRun[],
  { sort, limit, offset }: Slice,
  now: Micros,
): readonly ListedTaskRun[] {
  const byId = (a: ListedTaskRun, b: ListedTaskRun) => ascending(a.id, b.id);
  const by =
    (key: (run: ListedTaskRun) => bigint | string | null) => (a: ListedTaskRun, b: ListedTaskRun) =>
      ascending(key(a), key(b));
  const orders: Record<Slice['sort'], Comparison[]> = {
    ID_DESC: [reversed(byId)],
    EXPECTED_START_TIME_ASC: [by((run) => run.expectedStartTime), byId],
    EXPECTED_START_TIME_DESC: [reversed(by((run) => run.expectedStartTime)), reversed(byId)],
    NAME_ASC: [by((run) => run.name), byId],
    NAME_DESC: [reversed(by((run) => run.name)), reversed(byId)],
    NEXT_SCHEDULED_START_TIME_ASC: [by((run) => run.nextScheduledStartTime), byId],
    END_TIME_DESC: [reversed(by((run) => run.endTime)), reversed(byId)],
    DURATION_DESC: [
      reversed(by((run) => runTime(run, now))),
      reversed(by((run) => run.expectedStartTime)),
      reversed(byId),
    ],
    DURATION_ASC: [
      by((run) => runTime(run, now)),
      reversed(by((run) => run.expectedStartTime)),
      reversed(byId),
    ],
  };
  const compare = (a: ListedTaskRun, b: ListedTaskRun) =>
    orders[sort].map((comparison) => comparison(a, b)).find((result) => result !== 0) ?? 0;
  return [...runs].sort(compare).slice(offset, offset + limit);
}

type Comparison = (a: ListedTaskRun, b: ListedTaskRun) => number;

const reversed =
  (compare: Comparison): Comparison =>
  (a, b) =>
    compare(b, a);

function ascending(a: bigint | string | null, b: bigint | string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'string' && typeof b === 'string')
    return Buffer.compare(Buffer.from(a), Buffer.from(b));
  return a < b ? -1 : Number(a > b);
}

/** The runs in buckets, counted by state. */
export function bucketed(
  runs: readonly ListedTaskRun[],
  { start, end, interval }: Intervals,
  now: Micros,
): readonly HistoryBucket[] {
  const buckets: HistoryBucket[] = [];
  for (let from: bigint = start; from < end && buckets.length < 500; from += interval) {
    const to = from + interval;
    const within = runs.filter(
      ({ expectedStartTime: time }) => time !== null && time >= from && time < to,
    );
    buckets.push({ start: micros(from), end: micros(to), states: byState(within, now) });
  }
  return buckets;
}

function byState(runs: readonly ListedTaskRun[], now: Micros): HistoryBucket['states'] {
  const states = new Map(runs.map(({ state }) => [`${state?.type}/${state?.name}`, state]));
  return [...states.values()].map((state) => {
    const group = runs.filter(
      (run) => run.state?.type === state?.type && run.state?.name === state?.name,
    );
    return {
      type: state?.type ?? null,
      name: state?.name ?? null,
      count: group.length,
      estimatedRunTime: sum(group.map((run) => runTime(run, now))),
      estimatedLateness: sum(group.map((run) => lateness(run, now))),
    };
  });
}

const sum = (values: readonly bigint[]): Micros =>
  micros(values.reduce((total, value) => total + (value > 0n ? value : 0n), 0n));

const runTime = ({ totalRunTime, state }: ListedTaskRun, now: Micros): bigint =>
  state?.type === 'RUNNING' ? totalRunTime + now - state.timestamp : totalRunTime;

function lateness({ startTime, expectedStartTime, state }: ListedTaskRun, now: Micros): bigint {
  if (expectedStartTime === null || state === null) return 0n;
  if (startTime !== null) return startTime - expectedStartTime;
  return isTerminal(state.type) ? 0n : now - expectedStartTime;
}
