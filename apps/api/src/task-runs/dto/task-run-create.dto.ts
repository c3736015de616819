import { ApiExtraModels, ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import type { Micros } from '@app/orchestration';
import { StateCreate } from '../../task-run-states/dto/state-create.dto.js';
import { Closed } from '../../validation/decorators.js';
import {
  OptionalId,
  OptionalMoment,
  OptionalPart,
  OptionalText,
  Part,
} from '../../validation/fields.js';
import { IsLabels, LABELS_SCHEMA, type Label } from './labels.dto.js';
import {
  IsTaskInputs,
  TASK_INPUT_TYPES,
  TASK_INPUTS_SCHEMA,
  type TaskInputs,
} from './task-inputs.dto.js';
import { TaskRunPolicy } from './task-run-policy.dto.js';

/** A run that a client asks for. */
@Closed()
@ApiExtraModels(...TASK_INPUT_TYPES)
export class TaskRunCreate {
  @OptionalId() id: string | null = null;
  @OptionalPart(() => StateCreate) state: StateCreate | null = null;
  @OptionalText() name: string | null = null;
  @OptionalId() flow_run_id: string | null = null;
  @ApiProperty() @IsString() task_key!: string;
  @ApiProperty() @IsString() dynamic_key!: string;

  @OptionalText()
  @MaxLength(2000, { message: 'Cache key exceeded maximum allowed length of 2000 characters.' })
  cache_key: string | null = null;

  @OptionalMoment() cache_expiration: Micros | null = null;
  @OptionalText() task_version: string | null = null;

  @ApiPropertyOptional({ type: () => TaskRunPolicy })
  @Part(() => TaskRunPolicy)
  empirical_policy: TaskRunPolicy = new TaskRunPolicy();

  @ApiPropertyOptional({ type: [String] })
  @IsString({ each: true })
  tags: readonly string[] = [];

  @ApiPropertyOptional({ ...LABELS_SCHEMA, nullable: true })
  @IsOptional()
  @IsLabels()
  labels: Readonly<Record<string, Label>> | null = null;

  @ApiPropertyOptional(TASK_INPUTS_SCHEMA)
  @IsTaskInputs()
  task_inputs: TaskInputs = {};
}
