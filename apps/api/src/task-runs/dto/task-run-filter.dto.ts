import type { StateType } from '@app/orchestration';
import { Closed } from '../../validation/decorators.js';
import { OptionalFlag, OptionalIds, OptionalPart, OptionalTexts } from '../../validation/fields.js';
import {
  NameFilter,
  NullableSpanFilter,
  OperatorFilter,
  OptionalStateTypes,
  SpanFilter,
  TagsFilter,
} from './filter-parts.dto.js';

@Closed()
export class TaskRunFilterId {
  @OptionalIds() any_: readonly string[] | null = null;
}

@Closed()
export class TaskRunFilterFlowRunId extends OperatorFilter {
  @OptionalIds() any_: readonly string[] | null = null;
  @OptionalFlag() is_null_: boolean | null = false;
}

@Closed()
export class TaskRunFilterStateType {
  @OptionalStateTypes() any_: readonly StateType[] | null = null;
}

@Closed()
export class TaskRunFilterStateName {
  @OptionalTexts() any_: readonly string[] | null = null;
}

@Closed()
export class TaskRunFilterState extends OperatorFilter {
  @OptionalPart(() => TaskRunFilterStateType) type: TaskRunFilterStateType | null = null;
  @OptionalPart(() => TaskRunFilterStateName) name: TaskRunFilterStateName | null = null;
}

@Closed()
export class TaskRunFilterSubFlowRuns {
  @OptionalFlag() exists_: boolean | null = null;
}

/** Which task runs. A member that is null or absent is no condition (4.6). */
@Closed()
export class TaskRunFilter extends OperatorFilter {
  @OptionalPart(() => TaskRunFilterId) id: TaskRunFilterId | null = null;
  @OptionalPart(() => NameFilter) name: NameFilter | null = null;
  @OptionalPart(() => TagsFilter) tags: TagsFilter | null = null;
  @OptionalPart(() => TaskRunFilterState) state: TaskRunFilterState | null = null;
  @OptionalPart(() => NullableSpanFilter) start_time: NullableSpanFilter | null = null;
  @OptionalPart(() => NullableSpanFilter) end_time: NullableSpanFilter | null = null;
  @OptionalPart(() => SpanFilter) expected_start_time: SpanFilter | null = null;
  @OptionalPart(() => TaskRunFilterSubFlowRuns) subflow_runs: TaskRunFilterSubFlowRuns | null =
    null;
  @OptionalPart(() => TaskRunFilterFlowRunId) flow_run_id: TaskRunFilterFlowRunId | null = null;
}
