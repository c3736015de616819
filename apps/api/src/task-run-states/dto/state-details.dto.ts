import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import type { Micros } from '@app/orchestration';
import {
  OptionalFlag,
  OptionalId,
  OptionalMoment,
  OptionalText,
  OptionalTextMap,
} from '../../validation/fields.js';

/** What may be said of a proposed state beside its type. The ids of run and flow run are read and then set by the ledger. */
export class StateDetails {
  @OptionalId() flow_run_id: string | null = null;
  @OptionalId() task_run_id: string | null = null;
  @OptionalId() child_flow_run_id: string | null = null;
  @OptionalMoment() scheduled_time: Micros | null = null;
  @OptionalText() cache_key: string | null = null;
  @OptionalMoment() cache_expiration: Micros | null = null;
  @OptionalFlag() deferred: boolean | null = false;
  @ApiPropertyOptional() @IsBoolean() untrackable_result: boolean = false;
  @OptionalMoment() pause_timeout: Micros | null = null;
  @ApiPropertyOptional() @IsBoolean() pause_reschedule: boolean = false;
  @OptionalText() pause_key: string | null = null;
  @OptionalTextMap() run_input_keyset: Readonly<Record<string, string>> | null = null;
  @OptionalFlag() refresh_cache: boolean | null = null;
  @OptionalFlag() retriable: boolean | null = null;
  @OptionalId() transition_id: string | null = null;
  @OptionalId() task_parameters_id: string | null = null;
  @OptionalText() traceparent: string | null = null;
  @OptionalId() deployment_concurrency_lease_id: string | null = null;
}
