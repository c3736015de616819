import { ApiProperty } from '@nestjs/swagger';
import { STATE_TYPES, type StateType } from '@app/orchestration';

const MOMENT = { type: String, format: 'date-time' };

/** The runs of an interval that are in one state. */
export class HistoryResponseState {
  @ApiProperty({ enum: STATE_TYPES, enumName: 'StateType', nullable: true })
  state_type!: StateType | null;
  @ApiProperty({ type: String, nullable: true }) state_name!: string | null;
  @ApiProperty({ type: 'integer' }) count_runs!: number;
  @ApiProperty({ description: 'Seconds.' }) sum_estimated_run_time!: number;
  @ApiProperty({ description: 'Seconds.' }) sum_estimated_lateness!: number;
}

/** An interval, its end not included, with the states of the runs that are expected to start in it. */
export class HistoryResponse {
  @ApiProperty(MOMENT) interval_start!: string;
  @ApiProperty(MOMENT) interval_end!: string;
  @ApiProperty({ type: [HistoryResponseState] }) states!: readonly HistoryResponseState[];
}
