import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import type { Verdict } from '@app/orchestration';
import { State } from '../../task-run-states/dto/state.dto.js';

/** The proposal was granted. */
export class StateAcceptDetails {
  @ApiProperty({ enum: ['accept_details'] }) type!: 'accept_details';
}

/** Another state was written, or none. */
export class StateRejectDetails {
  @ApiProperty({ enum: ['reject_details'] }) type!: 'reject_details';
  @ApiProperty() reason!: string;
}

/** Nothing was written, and asking again is of no use. */
export class StateAbortDetails {
  @ApiProperty({ enum: ['abort_details'] }) type!: 'abort_details';
  @ApiProperty() reason!: string;
}

/** Nothing was written, and it is worth asking again. */
export class StateWaitDetails {
  @ApiProperty({ enum: ['wait_details'] }) type!: 'wait_details';
  @ApiProperty({ type: 'integer', description: 'Seconds.' }) delay_seconds!: number;
  @ApiProperty() reason!: string;
}

const DETAILS = [StateAcceptDetails, StateRejectDetails, StateAbortDetails, StateWaitDetails];

/** The answer to a proposal. */
@ApiExtraModels(...DETAILS)
export class OrchestrationResult {
  @ApiProperty({
    type: () => State,
    nullable: true,
    description: 'As written, or else the current one.',
  })
  state!: State | null;

  @ApiProperty({ enum: ['ACCEPT', 'REJECT', 'ABORT', 'WAIT'], enumName: 'SetStateStatus' })
  status!: Verdict['status'];

  @ApiProperty({ oneOf: DETAILS.map((type) => ({ $ref: getSchemaPath(type) })) })
  details!: StateAcceptDetails | StateRejectDetails | StateAbortDetails | StateWaitDetails;
}
