import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional } from 'class-validator';
import { Closed } from '../../validation/decorators.js';
import {
  OptionalFlag,
  OptionalIds,
  OptionalPart,
  OptionalText,
  OptionalTexts,
} from '../../validation/fields.js';
import { NameFilter, OperatorFilter } from './filter-parts.dto.js';

@Closed()
export class DeploymentFilterId {
  @OptionalIds() any_: readonly string[] | null = null;
  @OptionalIds() not_any_: readonly string[] | null = null;
}

@Closed()
export class DeploymentOrFlowNameFilter {
  @OptionalText() like_: string | null = null;
}

@Closed()
export class DeploymentFilterPaused {
  @OptionalFlag() eq_: boolean | null = null;
}

@Closed()
export class DeploymentFilterTags extends OperatorFilter {
  @OptionalTexts() all_: readonly string[] | null = null;
  @OptionalTexts() any_: readonly string[] | null = null;
  @OptionalFlag() is_null_: boolean | null = null;
}

@Closed()
export class DeploymentFilterWorkQueueName {
  @OptionalTexts() any_: readonly string[] | null = null;
}

@Closed()
export class DeploymentFilterConcurrencyLimit {
  @ApiPropertyOptional({ type: 'integer', nullable: true })
  @IsOptional()
  @IsInt()
  ge_: number | null = null;

  @ApiPropertyOptional({ type: 'integer', nullable: true })
  @IsOptional()
  @IsInt()
  le_: number | null = null;

  @OptionalFlag() is_null_: boolean | null = null;
}

/** Which deployments. */
@Closed()
export class DeploymentFilter extends OperatorFilter {
  @OptionalPart(() => DeploymentFilterId) id: DeploymentFilterId | null = null;
  @OptionalPart(() => NameFilter) name: NameFilter | null = null;
  @OptionalPart(() => DeploymentOrFlowNameFilter)
  flow_or_deployment_name: DeploymentOrFlowNameFilter | null = null;
  @OptionalPart(() => DeploymentFilterPaused) paused: DeploymentFilterPaused | null = null;
  @OptionalPart(() => DeploymentFilterTags) tags: DeploymentFilterTags | null = null;
  @OptionalPart(() => DeploymentFilterWorkQueueName)
  work_queue_name: DeploymentFilterWorkQueueName | null = null;
  @OptionalPart(() => DeploymentFilterConcurrencyLimit)
  concurrency_limit: DeploymentFilterConcurrencyLimit | null = null;
}
