import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsOptional, IsString, IsUUID, ValidateNested } from 'class-validator';
import { readBy } from './decorators.js';
import { mapOf } from './compounds.js';
import type { Model } from './field-reader.js';
import { readMoment } from './moment.js';
import { readText } from './scalars.js';
import { readSpan } from './span.js';

// Fields that many models have, each with what the checker and what OpenAPI must know of it. "Optional" may be null.

/** A moment in any of the forms of 4.1; read as microseconds. */
export const IsMoment = (): PropertyDecorator => readBy('isMoment', readMoment);

/** A span of time in seconds, or in a form of its own; read as microseconds. */
export const IsSpan = (): PropertyDecorator => readBy('isSpan', readSpan);

export const OptionalText = (): PropertyDecorator =>
  applyDecorators(ApiPropertyOptional({ type: String, nullable: true }), IsOptional(), IsString());

export const OptionalTexts = (): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ type: [String], nullable: true }),
    IsOptional(),
    IsString({ each: true }),
  );

export const OptionalId = (): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ type: String, format: 'uuid', nullable: true }),
    IsOptional(),
    IsUUID(),
  );

export const OptionalIds = (): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ type: [String], format: 'uuid', nullable: true }),
    IsOptional(),
    IsUUID('all', { each: true }),
  );

export const OptionalMoment = (): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ type: String, format: 'date-time', nullable: true }),
    IsOptional(),
    IsMoment(),
  );

export const OptionalFlag = (): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ type: Boolean, nullable: true }),
    IsOptional(),
    IsBoolean(),
  );

export const OptionalTextMap = (): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({
      type: 'object',
      additionalProperties: { type: 'string' },
      nullable: true,
    }),
    IsOptional(),
    readBy('isTextMap', mapOf(readText)),
  );

/** A field that is a model itself. */
export const OptionalPart = (type: () => Model): PropertyDecorator =>
  applyDecorators(ApiPropertyOptional({ type: type(), nullable: true }), IsOptional(), Part(type));

/** A field that is a model itself, and never null. */
export const Part = (type: () => Model): PropertyDecorator =>
  applyDecorators(ValidateNested(), Type(type));
