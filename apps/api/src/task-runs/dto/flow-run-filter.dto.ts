import type { StateType } from '@app/orchestration';
import { Closed } from '../../validation/decorators.js';
import { OptionalFlag, OptionalIds, OptionalPart, OptionalTexts } from '../../validation/fields.js';
import {
  NameFilter,
  NullableSpanFilter,
  OperatorFilter,
  OptionalStateTypes,
  SpanFilter,
} from './filter-parts.dto.js';

@Closed()
export class FlowRunFilterId {
  @OptionalIds() any_: readonly string[] | null = null;
  @OptionalIds() not_any_: readonly string[] | null = null;
}

@Closed()
export class FlowRunFilterTags extends OperatorFilter {
  @OptionalTexts() all_: readonly string[] | null = null;
  @OptionalTexts() any_: readonly string[] | null = null;
  @OptionalFlag() is_null_: boolean | null = null;
}

@Closed()
export class FlowRunFilterDeploymentId extends OperatorFilter {
  @OptionalIds() any_: readonly string[] | null = null;
  @OptionalFlag() is_null_: boolean | null = null;
}

@Closed()
export class FlowRunFilterWorkQueueName extends OperatorFilter {
  @OptionalTexts() any_: readonly string[] | null = null;
  @OptionalFlag() is_null_: boolean | null = null;
}

@Closed()
export class FlowRunFilterStateType {
  @OptionalStateTypes() any_: readonly StateType[] | null = null;
  @OptionalStateTypes() not_any_: readonly StateType[] | null = null;
}

@Closed()
export class FlowRunFilterStateName {
  @OptionalTexts() any_: readonly string[] | null = null;
  @OptionalTexts() not_any_: readonly string[] | null = null;
}

@Closed()
export class FlowRunFilterState extends OperatorFilter {
  @OptionalPart(() => FlowRunFilterStateType) type: FlowRunFilterStateType | null = null;
  @OptionalPart(() => FlowRunFilterStateName) name: FlowRunFilterStateName | null = null;
}

@Closed()
export class FlowRunFilterFlowVersion {
  @OptionalTexts() any_: readonly string[] | null = null;
}

@Closed()
export class FlowRunFilterParentFlowRunId extends OperatorFilter {
  @OptionalIds() any_: readonly string[] | null = null;
}

@Closed()
export class FlowRunFilterParentTaskRunId extends OperatorFilter {
  @OptionalIds() any_: readonly string[] | null = null;
  @OptionalFlag() is_null_: boolean | null = null;
}

@Closed()
export class FlowRunFilterIdempotencyKey {
  @OptionalTexts() any_: readonly string[] | null = null;
  @OptionalTexts() not_any_: readonly string[] | null = null;
}

@Closed()
export class FlowRunFilterCreatedBy {
  @OptionalIds() id_: readonly string[] | null = null;
  @OptionalTexts() type_: readonly string[] | null = null;
  @OptionalFlag() is_null_: boolean | null = null;
}

/** Which flow runs. */
@Closed()
export class FlowRunFilter extends OperatorFilter {
  @OptionalPart(() => FlowRunFilterId) id: FlowRunFilterId | null = null;
  @OptionalPart(() => NameFilter) name: NameFilter | null = null;
  @OptionalPart(() => FlowRunFilterTags) tags: FlowRunFilterTags | null = null;
  @OptionalPart(() => FlowRunFilterDeploymentId)
  deployment_id: FlowRunFilterDeploymentId | null = null;
  @OptionalPart(() => FlowRunFilterWorkQueueName)
  work_queue_name: FlowRunFilterWorkQueueName | null = null;
  @OptionalPart(() => FlowRunFilterState) state: FlowRunFilterState | null = null;
  @OptionalPart(() => FlowRunFilterFlowVersion)
  flow_version: FlowRunFilterFlowVersion | null = null;
  @OptionalPart(() => NullableSpanFilter) start_time: NullableSpanFilter | null = null;
  @OptionalPart(() => NullableSpanFilter) end_time: NullableSpanFilter | null = null;
  @OptionalPart(() => SpanFilter) expected_start_time: SpanFilter | null = null;
  @OptionalPart(() => SpanFilter) next_scheduled_start_time: SpanFilter | null = null;
  @OptionalPart(() => FlowRunFilterParentFlowRunId)
  parent_flow_run_id: FlowRunFilterParentFlowRunId | null = null;
  @OptionalPart(() => FlowRunFilterParentTaskRunId)
  parent_task_run_id: FlowRunFilterParentTaskRunId | null = null;
  @OptionalPart(() => FlowRunFilterIdempotencyKey)
  idempotency_key: FlowRunFilterIdempotencyKey | null = null;
  @OptionalPart(() => FlowRunFilterCreatedBy) created_by: FlowRunFilterCreatedBy | null = null;
}
