import { createHash } from 'node:crypto';
import { Controller, Get, Header, Param, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SCHEMA_FILES } from '@app/transitions';
import { NotFound } from '../server/not-found.js';
import { COLLECTION } from '../server/route-paths.js';

const JSON_SCHEMA = 'application/schema+json';
const ASYNC_API = 'application/vnd.aai.asyncapi+json;version=3.0.0';

/** The published description of the records that leave the service: `ce_dataschema` of each leads here. */
@ApiTags('Schemas')
@Controller('schemas')
export class SchemasController {
  @Get(COLLECTION)
  @ApiOperation({ summary: 'Lists the files that describe published records' })
  @ApiOkResponse({ schema: { type: 'array', items: { type: 'string' } } })
  list(): string {
    return JSON.stringify([...SCHEMA_FILES.keys()]);
  }

  @Get(':file')
  @Header('cache-control', 'max-age=3600') // seconds; a schema only grows
  @ApiOperation({ summary: 'Reads a JSON Schema, or the AsyncAPI document' })
  @ApiProduces(JSON_SCHEMA, ASYNC_API)
  @ApiOkResponse({ schema: { type: 'object' } })
  read(
    @Param('file') file: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): string | undefined {
    const text = SCHEMA_FILES.get(file);
    if (text === undefined) throw new NotFound('Schema not found');
    const etag = `"${createHash('sha256').update(text).digest('base64url')}"`;
    reply.header('etag', etag);
    if (request.headers['if-none-match']?.includes(etag) === true) {
      reply.code(304);
      return undefined;
    }
    reply.header('content-type', file === 'asyncapi.json' ? ASYNC_API : JSON_SCHEMA);
    return text;
  }
}
