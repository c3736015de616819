import { ApiProperty } from '@nestjs/swagger';
import { STATE_TYPES, type StateType } from '@app/orchestration';

export class ProposedOfDecision {
  @ApiProperty({ enum: STATE_TYPES, enumName: 'StateType' }) type!: StateType;
  @ApiProperty({ type: String }) name!: string;
}

/** One decision about a run; equal refusals in a row are one. */
export class Decision {
  @ApiProperty({ type: String, format: 'uuid', description: 'The event that records it.' })
  id!: string;

  @ApiProperty({
    type: 'integer',
    description: 'The revision of the run that was written or judged.',
  })
  revision!: number;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Null where nothing was written.' })
  transition!: number | null;

  @ApiProperty({ type: String, nullable: true, format: 'uuid' }) state_id!: string | null;

  @ApiProperty({ enum: STATE_TYPES, enumName: 'StateType', nullable: true })
  from!: StateType | null;

  @ApiProperty({ type: () => ProposedOfDecision }) proposed!: ProposedOfDecision;
  @ApiProperty({ enum: ['ACCEPT', 'REJECT', 'ABORT', 'WAIT'] }) status!: string;
  @ApiProperty({ type: String, nullable: true, description: 'The rule that objected.' }) rule!:
    string | null;
  @ApiProperty({ type: String, nullable: true }) reason!: string | null;
  @ApiProperty({ type: 'integer', nullable: true }) delay_seconds!: number | null;
  @ApiProperty({ type: String, format: 'date-time' }) at!: string;
  @ApiProperty({ type: String, format: 'date-time' }) first!: string;
  @ApiProperty({ type: String, format: 'date-time' }) last!: string;
  @ApiProperty({ type: 'integer', minimum: 1 }) count!: number;
  @ApiProperty({ type: String }) actor!: string;
  @ApiProperty({ type: String }) request_id!: string;
  @ApiProperty({ type: String, format: 'uuid' }) command_id!: string;
  @ApiProperty({ type: String, nullable: true }) policy!: string | null;

  @ApiProperty({
    type: 'object',
    nullable: true,
    additionalProperties: true,
    description: 'What was read.',
  })
  facts!: object | null;

  @ApiProperty({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    description: 'Each rule that judged: what it read, what it said.',
  })
  trace!: object[];
}
