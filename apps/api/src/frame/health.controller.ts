import { Controller, Get, Inject, Res } from '@nestjs/common';
import {
  ApiOkResponse,
  ApiOperation,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Readiness } from '@app/runtime';
import { API_VERSION } from '../server/api-version.js';

export const READINESS = Symbol('readiness');

@ApiTags('Server')
@Controller()
export class HealthController {
  constructor(@Inject(READINESS) private readonly readiness: Readiness) {}

  @Get('health')
  @ApiOperation({ summary: 'Whether the process lives' })
  @ApiOkResponse({ schema: { type: 'boolean', enum: [true] } })
  health(): string {
    return 'true';
  }

  @Get('ready')
  @ApiOperation({ summary: 'Whether the process can do its work' })
  @ApiOkResponse({ schema: { properties: { message: { type: 'string', enum: ['OK'] } } } })
  @ApiServiceUnavailableResponse({ description: 'Names the parts that fail, and why' })
  ready(@Res({ passthrough: true }) reply: FastifyReply): string {
    const failing = this.readiness.failing();
    if (Object.keys(failing).length === 0) return '{"message":"OK"}';
    reply.code(503);
    return JSON.stringify({ message: 'Not ready', failing });
  }

  @Get('version')
  @ApiOperation({ summary: 'The version of the contract' })
  @ApiOkResponse({ schema: { type: 'string', enum: [API_VERSION] } })
  version(): string {
    return JSON.stringify(API_VERSION);
  }

  @Get('hello')
  @ApiOperation({ summary: 'Says hello' })
  @ApiOkResponse({ schema: { type: 'string', enum: ['👋'] } })
  hello(): string {
    return '"👋"';
  }
}
