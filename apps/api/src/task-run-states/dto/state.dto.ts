import { ApiProperty } from '@nestjs/swagger';
import { STATE_TYPES, type Json, type StateType } from '@app/orchestration';
import { ANY_JSON } from './any-json.js';
import { StateDetails } from './state-details.dto.js';

/** A state as answers show it, for OpenAPI: the answers themselves are written in `wire/`. */
export class State {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: STATE_TYPES, enumName: 'StateType' }) type!: StateType;
  @ApiProperty() name!: string;
  @ApiProperty({ type: String, format: 'date-time' }) timestamp!: string;
  @ApiProperty({ type: String, nullable: true }) message!: string | null;
  @ApiProperty({ ...ANY_JSON, description: 'Numbers as written.' }) data!: Json;
  @ApiProperty() state_details!: StateDetails;
}
