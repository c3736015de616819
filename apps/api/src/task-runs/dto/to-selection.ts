import type { Selection, TaskRunFilter as Filter, TimeFilter } from '@app/read-model';
import type { NullableSpanFilter, SpanFilter } from './filter-parts.dto.js';
import type { CountTaskRunsBody } from './queries.dto.js';
import type { TaskRunFilter } from './task-run-filter.dto.js';

/** Which runs a checked body asks for. No flow run exists yet, so a filter on flows, however wide, leaves nothing. */
export const toSelection = ({
  task_runs,
  flows,
  flow_runs,
  deployments,
}: CountTaskRunsBody): Selection => ({
  filter: task_runs === null ? null : toFilter(task_runs),
  inFlow: flows !== null || flow_runs !== null || deployments !== null,
});

const toFilter = (filter: TaskRunFilter): Filter => ({
  operator: filter.operator,
  id: filter.id?.any_ ?? null,
  name: filter.name && { any: filter.name.any_, like: filter.name.like_ },
  tags: filter.tags && {
    operator: filter.tags.operator,
    all: filter.tags.all_?.length === 0 ? null : filter.tags.all_, // an empty list is no condition (errata 18)
    isNull: filter.tags.is_null_,
  },
  state: filter.state && {
    operator: filter.state.operator,
    types: filter.state.type?.any_ ?? null,
    names: filter.state.name?.any_ ?? null,
  },
  startTime: filter.start_time && toNullableTime(filter.start_time),
  endTime: filter.end_time && toNullableTime(filter.end_time),
  expectedStartTime: filter.expected_start_time && toTime(filter.expected_start_time),
  isSubflowParent: filter.subflow_runs?.exists_ ?? null,
  flowRunId: filter.flow_run_id && {
    operator: filter.flow_run_id.operator,
    any: filter.flow_run_id.any_,
    isNull: filter.flow_run_id.is_null_,
  },
});

const toTime = (span: SpanFilter): TimeFilter => ({
  before: span.before_,
  after: span.after_,
  isNull: null,
});

const toNullableTime = (span: NullableSpanFilter): TimeFilter => ({
  ...toTime(span),
  isNull: span.is_null_,
});
