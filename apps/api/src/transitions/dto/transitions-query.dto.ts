import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID } from 'class-validator';
import { STATE_TYPES, type StateType } from '@app/orchestration';
import type { TransitionFilter } from '@app/transitions';
import { readBy } from '../../validation/decorators.js';
import { readPlace, type Place } from '../start-of-feed.js';

/** Which transitions are fed, and from where on. A name that is repeated asks for any of its values; all names hold together. */
export class TransitionsQuery {
  @ApiPropertyOptional({ type: [String], format: 'uuid' })
  @IsUUID('all', { each: true })
  task_run_id: readonly string[] = [];

  @ApiPropertyOptional({ type: [String], format: 'uuid' })
  @IsUUID('all', { each: true })
  flow_run_id: readonly string[] = [];

  @ApiPropertyOptional({ type: [String] })
  @IsString({ each: true })
  tag: readonly string[] = [];

  @ApiPropertyOptional({ enum: STATE_TYPES, enumName: 'StateType', isArray: true })
  @IsIn(STATE_TYPES, { each: true })
  type: readonly StateType[] = [];

  @ApiPropertyOptional({
    type: String,
    description:
      'The id of an event: begins behind it. `now`: begins with what comes. Otherwise the feed begins with the first transition.',
  })
  @IsOptional()
  @readBy('isPlace', readPlace)
  after: Place | null = null;
}

export const toTransitionFilter = (query: TransitionsQuery): TransitionFilter => ({
  taskRunIds: new Set(query.task_run_id),
  flowRunIds: new Set(query.flow_run_id),
  tags: new Set(query.tag),
  types: new Set(query.type),
});
