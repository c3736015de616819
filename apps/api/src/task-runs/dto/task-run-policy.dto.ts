import { ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, IsInt, IsNumber, IsOptional, Min } from 'class-validator';
import { anyOf, listOf } from '../../validation/compounds.js';
import { readBy } from '../../validation/decorators.js';
import { readInteger, readNumber } from '../../validation/scalars.js';

const NUMBERS = { oneOf: [{ type: 'number' }, { type: 'array', items: { type: 'number' } }] };

/** Seconds: one number, or one for each attempt. */
const IsRetryDelay = (): PropertyDecorator =>
  readBy(
    'isRetryDelay',
    anyOf<number | number[]>(
      ['int', readInteger],
      ['float', readNumber],
      ['list[int]', listOf(readInteger)],
      ['list[float]', listOf(readNumber)],
    ),
  );

/** How often and how soon a failed run starts again. Delays are in seconds. */
export class TaskRunPolicy {
  @ApiPropertyOptional({ type: 'integer', deprecated: true })
  @IsInt()
  max_retries: number = 0;

  @ApiPropertyOptional({ deprecated: true })
  @IsNumber()
  retry_delay_seconds: number = 0;

  @ApiPropertyOptional({ type: 'integer', nullable: true })
  @IsOptional()
  @IsInt()
  retries: number | null = null;

  @ApiPropertyOptional({ ...NUMBERS, nullable: true })
  @IsOptional()
  @IsRetryDelay()
  @ArrayMaxSize(50, { message: 'Can not configure more than 50 retry delays per task.' })
  retry_delay: number | readonly number[] | null = null;

  @ApiPropertyOptional({ type: Number, nullable: true, minimum: 0 })
  @IsOptional()
  @IsNumber()
  @Min(0, { message: '`retry_jitter_factor` must be >= 0.' })
  retry_jitter_factor: number | null = null;
}
