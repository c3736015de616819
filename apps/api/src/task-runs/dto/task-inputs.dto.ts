import { ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { IsIn, IsString, IsUUID } from 'class-validator';
import { compileModel } from '../../validation/checker.js';
import { anyOf, listOf, mapOf } from '../../validation/compounds.js';
import { readBy } from '../../validation/decorators.js';
import type { Model } from '../../validation/field-reader.js';
import type { Reader } from '../../validation/reader.js';

/** The result of another task run. */
class TaskRunResult {
  @ApiProperty({ enum: ['task_run'] }) @IsIn(['task_run']) input_type = 'task_run';
  @ApiProperty({ format: 'uuid' }) @IsUUID() id!: string;
}

/** The result of a flow run. */
class FlowRunResult {
  @ApiProperty({ enum: ['flow_run'] }) @IsIn(['flow_run']) input_type = 'flow_run';
  @ApiProperty({ format: 'uuid' }) @IsUUID() id!: string;
}

/** A parameter of the flow. */
class Parameter {
  @ApiProperty({ enum: ['parameter'] }) @IsIn(['parameter']) input_type = 'parameter';
  @ApiProperty() @IsString() name!: string;
}

/** A value of the given type. */
class Constant {
  @ApiProperty({ enum: ['constant'] }) @IsIn(['constant']) input_type = 'constant';
  @ApiProperty() @IsString() type!: string;
}

export const TASK_INPUT_TYPES = [TaskRunResult, FlowRunResult, Parameter, Constant] as const;

type TaskInput = InstanceType<(typeof TASK_INPUT_TYPES)[number]>;

export type TaskInputs = Readonly<Record<string, readonly TaskInput[]>>;

/** Inputs for OpenAPI; whoever shows them names their types as extra models. */
export const TASK_INPUTS_SCHEMA = {
  type: 'object' as const,
  additionalProperties: {
    type: 'array',
    items: { oneOf: TASK_INPUT_TYPES.map((type) => ({ $ref: getSchemaPath(type) })) },
  },
};

/** Where the arguments of a task come from: under each one's name a list. An input without a type is of the first that fits. */
export const IsTaskInputs = (): PropertyDecorator =>
  readBy('isTaskInputs', mapOf(listOf(anyOf<TaskInput>(...TASK_INPUT_TYPES.map(choice)))));

const choice = (type: Model<TaskInput>): readonly [string, Reader<TaskInput>] => [
  type.name,
  compileModel(type),
];
