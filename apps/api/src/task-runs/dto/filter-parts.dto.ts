import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, MaxLength } from 'class-validator';
import { STATE_TYPES, type Micros } from '@app/orchestration';
import { Closed } from '../../validation/decorators.js';
import {
  OptionalFlag,
  OptionalMoment,
  OptionalText,
  OptionalTexts,
} from '../../validation/fields.js';

const OPERATORS = ['and_', 'or_'] as const;

export type Operator = (typeof OPERATORS)[number];

/** A filter that says how its members are joined. */
export class OperatorFilter {
  @ApiPropertyOptional({ enum: OPERATORS, enumName: 'Operator' })
  @IsIn(OPERATORS)
  operator: Operator = 'and_';
}

const LONGEST_PATTERN = 10_000; // characters: SQLite takes 50,000 bytes

/** Names, exactly or in part. */
@Closed()
export class NameFilter {
  @OptionalTexts() any_: readonly string[] | null = null;
  @OptionalText() @MaxLength(LONGEST_PATTERN) like_: string | null = null;
}

/** A span of time; both ends are included. */
@Closed()
export class SpanFilter {
  @OptionalMoment() before_: Micros | null = null;
  @OptionalMoment() after_: Micros | null = null;
}

/** A span of time, or none at all. */
@Closed()
export class NullableSpanFilter extends SpanFilter {
  @OptionalFlag() is_null_: boolean | null = null;
}

/** Tags that must all be there, or none. */
@Closed()
export class TagsFilter extends OperatorFilter {
  @OptionalTexts() all_: readonly string[] | null = null;
  @OptionalFlag() is_null_: boolean | null = null;
}

/** The state types of a filter. */
export const OptionalStateTypes = (): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({
      enum: STATE_TYPES,
      enumName: 'StateType',
      isArray: true,
      nullable: true,
    }),
    IsOptional(),
    IsIn(STATE_TYPES, { each: true }),
  );
