import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, Min } from 'class-validator';
import type { Micros } from '@app/orchestration';
import { SORTS, type Sort } from '@app/read-model';
import { readBy } from '../../validation/decorators.js';
import { IsMoment, IsSpan, OptionalPart } from '../../validation/fields.js';
import type { Reader } from '../../validation/reader.js';
import { RequestRefused } from '../../validation/request-refused.js';
import { readInteger } from '../../validation/scalars.js';
import { DeploymentFilter } from './deployment-filter.dto.js';
import { FlowFilter } from './flow-filter.dto.js';
import { FlowRunFilter } from './flow-run-filter.dto.js';
import { TaskRunFilter } from './task-run-filter.dto.js';

/** Which runs are counted. All filters hold together. */
export class CountTaskRunsBody {
  @OptionalPart(() => FlowFilter) flows: FlowFilter | null = null;
  @OptionalPart(() => FlowRunFilter) flow_runs: FlowRunFilter | null = null;
  @OptionalPart(() => TaskRunFilter) task_runs: TaskRunFilter | null = null;
  @OptionalPart(() => DeploymentFilter) deployments: DeploymentFilter | null = null;
}

const MOST_RUNS = 200;

/** At once: the reference judges the limit before it reads the rest. */
const readLimit: Reader<number> = (value, faults) => {
  const limit = readInteger(value, faults);
  if (limit === null) return null;
  if (limit < 0) throw new RequestRefused('Invalid limit: must be greater than or equal to 0.');
  if (limit > MOST_RUNS) {
    throw new RequestRefused(`Invalid limit: must be less than or equal to ${MOST_RUNS}.`);
  }
  return limit;
};

/** Which runs are listed, and in which order. */
class SortedTaskRunsBody extends CountTaskRunsBody {
  @ApiPropertyOptional({ enum: SORTS, enumName: 'TaskRunSort' })
  @IsIn(SORTS)
  sort: Sort = 'ID_DESC';

  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: MOST_RUNS })
  @readBy('isLimit', readLimit)
  limit: number = MOST_RUNS;
}

/** Which runs are listed, from the first or a later one on. */
export class FilterTaskRunsBody extends SortedTaskRunsBody {
  @ApiPropertyOptional({ type: 'integer', minimum: 0 })
  @IsInt()
  @Min(0)
  offset: number = 0;
}

/** Which runs are listed, page by page. */
export class PaginateTaskRunsBody extends SortedTaskRunsBody {
  @ApiPropertyOptional({ type: 'integer', minimum: 1 })
  @IsInt()
  @Min(1)
  page: number = 1;
}

/** Which runs are counted by their expected start, and in which intervals. */
export class TaskRunHistoryBody extends CountTaskRunsBody {
  @ApiProperty({ type: String, format: 'date-time' })
  @IsMoment()
  history_start!: Micros;

  @ApiProperty({ type: String, format: 'date-time' })
  @IsMoment()
  history_end!: Micros;

  @ApiProperty({ type: Number, minimum: 1, description: 'Seconds.' })
  @IsSpan()
  history_interval_seconds!: Micros;
}
