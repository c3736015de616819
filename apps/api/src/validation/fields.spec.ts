import { Controller, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { Micros } from '@app/orchestration';
import { CheckedParameters } from './checked-body.js';
import { Closed } from './decorators.js';
import {
  OptionalFlag,
  OptionalId,
  OptionalIds,
  OptionalMoment,
  OptionalPart,
  OptionalText,
  OptionalTextMap,
  OptionalTexts,
} from './fields.js';

@Closed()
class Wheel {
  @OptionalText() text: string | null = null;
  @OptionalTexts() texts: readonly string[] | null = null;
  @OptionalId() id: string | null = null;
  @OptionalIds() ids: readonly string[] | null = null;
  @OptionalMoment() moment: Micros | null = null;
  @OptionalFlag() flag: boolean | null = null;
  @OptionalTextMap() map: Readonly<Record<string, string>> | null = null;
}

class Cart {
  @OptionalPart(() => Wheel) wheel: Wheel | null = null;
}

@Controller('carts')
class Carts {
  @Post()
  build(@CheckedParameters(Cart) cart: Cart): Cart {
    return cart;
  }
}

@Module({ controllers: [Carts] })
class Workshop {}

describe('a field', () => {
  it('is told to OpenAPI as the checker reads it', async () => {
    const app = await NestFactory.create(Workshop, new FastifyAdapter(), { logger: false });
    const config = new DocumentBuilder().setOpenAPIVersion('3.1.0').build();
    const { components } = SwaggerModule.createDocument(app, config);
    await app.close();
    expect(components?.schemas).toEqual({
      Cart: {
        type: 'object',
        properties: {
          wheel: { anyOf: [{ $ref: '#/components/schemas/Wheel' }, { type: 'null' }] },
        },
      },
      Wheel: {
        type: 'object',
        properties: {
          text: { type: ['string', 'null'] },
          texts: { type: ['array', 'null'], items: { type: 'string' } },
          id: { type: ['string', 'null'], format: 'uuid' },
          ids: { type: ['array', 'null'], items: { type: 'string', format: 'uuid' } },
          moment: { type: ['string', 'null'], format: 'date-time' },
          flag: { type: ['boolean', 'null'] },
          map: { type: ['object', 'null'], additionalProperties: { type: 'string' } },
        },
      },
    });
  });
});
