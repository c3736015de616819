import { ApiExtraModels, ApiProperty } from '@nestjs/swagger';
import { STATE_TYPES, type StateType } from '@app/orchestration';
import { State } from '../../task-run-states/dto/state.dto.js';
import { LABELS_SCHEMA, type Label } from './labels.dto.js';
import { TASK_INPUT_TYPES, TASK_INPUTS_SCHEMA, type TaskInputs } from './task-inputs.dto.js';
import { TaskRunPolicy } from './task-run-policy.dto.js';

const ID = { type: String, format: 'uuid' };
const TEXT = { type: String, nullable: true };
const MOMENT = { type: String, format: 'date-time' };
const SECONDS = { type: Number, description: 'Seconds.' };

// The answers are written in `wire/`; these classes say for OpenAPI what is in them.

/** A run as a page shows it. */
@ApiExtraModels(...TASK_INPUT_TYPES)
export class TaskRunOfPage {
  @ApiProperty(ID) id!: string;
  @ApiProperty(MOMENT) created!: string;
  @ApiProperty(MOMENT) updated!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ ...ID, nullable: true }) flow_run_id!: string | null;
  @ApiProperty() task_key!: string;
  @ApiProperty({ ...ID, nullable: true }) state_id!: string | null;
  @ApiProperty({ type: () => State, nullable: true }) state!: State | null;
  @ApiProperty(TEXT) task_version!: string | null;
  @ApiProperty(TASK_INPUTS_SCHEMA) task_inputs!: TaskInputs;
  @ApiProperty() empirical_policy!: TaskRunPolicy;
  @ApiProperty({ type: [String] }) tags!: readonly string[];
  @ApiProperty({ ...MOMENT, nullable: true }) start_time!: string | null;
  @ApiProperty({ ...MOMENT, nullable: true }) end_time!: string | null;
  @ApiProperty(SECONDS) total_run_time!: number;
  @ApiProperty(SECONDS) estimated_run_time!: number;
  @ApiProperty(SECONDS) estimated_start_time_delta!: number;
}

/** A run in full. */
export class TaskRun extends TaskRunOfPage {
  @ApiProperty() dynamic_key!: string;
  @ApiProperty(TEXT) cache_key!: string | null;
  @ApiProperty({ ...MOMENT, nullable: true }) cache_expiration!: string | null;
  @ApiProperty({ ...LABELS_SCHEMA, nullable: true }) labels!: Readonly<
    Record<string, Label>
  > | null;
  @ApiProperty({ enum: STATE_TYPES, enumName: 'StateType', nullable: true })
  state_type!: StateType | null;
  @ApiProperty(TEXT) state_name!: string | null;
  @ApiProperty({ type: 'integer' }) run_count!: number;
  @ApiProperty({ type: 'integer' }) flow_run_run_count!: number;
  @ApiProperty({ ...MOMENT, nullable: true }) expected_start_time!: string | null;
  @ApiProperty({ ...MOMENT, nullable: true }) next_scheduled_start_time!: string | null;
}

/** A page of runs. */
export class TaskRunPaginationResponse {
  @ApiProperty({ type: [TaskRunOfPage] }) results!: readonly TaskRunOfPage[];
  @ApiProperty({ type: 'integer', description: 'Of all runs that were asked for.' }) count!: number;
  @ApiProperty({ type: 'integer' }) limit!: number;
  @ApiProperty({ type: 'integer' }) pages!: number;
  @ApiProperty({ type: 'integer' }) page!: number;
}
