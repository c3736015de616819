import { Closed } from '../../validation/decorators.js';
import { OptionalFlag, OptionalIds, OptionalPart } from '../../validation/fields.js';
import { NameFilter, OperatorFilter, TagsFilter } from './filter-parts.dto.js';

@Closed()
export class FlowFilterId {
  @OptionalIds() any_: readonly string[] | null = null;
  @OptionalIds() not_any_: readonly string[] | null = null;
}

@Closed()
export class FlowFilterDeployment extends OperatorFilter {
  @OptionalFlag() is_null_: boolean | null = null;
}

/** Which flows. */
@Closed()
export class FlowFilter extends OperatorFilter {
  @OptionalPart(() => FlowFilterId) id: FlowFilterId | null = null;
  @OptionalPart(() => FlowFilterDeployment) deployment: FlowFilterDeployment | null = null;
  @OptionalPart(() => NameFilter) name: NameFilter | null = null;
  @OptionalPart(() => TagsFilter) tags: TagsFilter | null = null;
}
