import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Allow, IsIn } from 'class-validator';
import { STATE_TYPES, type Json, type StateType } from '@app/orchestration';
import { Closed } from '../../validation/decorators.js';
import { OptionalText, Part } from '../../validation/fields.js';
import { ANY_JSON } from './any-json.js';
import { StateDetails } from './state-details.dto.js';

/** A state that a client proposes. Its id and its moment are the ledger's. */
@Closed()
export class StateCreate {
  @ApiProperty({ enum: STATE_TYPES, enumName: 'StateType' })
  @IsIn(STATE_TYPES)
  type!: StateType;

  @OptionalText() name: string | null = null;
  @OptionalText() message: string | null = null;

  @ApiPropertyOptional({ ...ANY_JSON, description: 'Null is no data.' })
  @Allow()
  data: Json = null;

  @ApiPropertyOptional({ type: () => StateDetails })
  @Part(() => StateDetails)
  state_details: StateDetails = new StateDetails();
}
