import { ApiProperty } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';

/** Whose states are listed. */
export class TaskRunStatesQuery {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  task_run_id!: string;
}
