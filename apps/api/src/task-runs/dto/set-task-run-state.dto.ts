import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import { Part } from '../../validation/fields.js';
import { StateCreate } from '../../task-run-states/dto/state-create.dto.js';

/** A state proposed to a run. By force, only a deferred state is still judged (5.1). */
export class SetTaskRunStateBody {
  @ApiProperty({ type: () => StateCreate })
  @Part(() => StateCreate)
  state!: StateCreate;

  @ApiPropertyOptional()
  @IsBoolean()
  force: boolean = false;
}
