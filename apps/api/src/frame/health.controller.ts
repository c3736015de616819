import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import {
  ApiOkResponse,
  ApiOperation,
  ApiQuery,
  ApiServiceUnavailableResponse,
  ApiTags,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { HEALTHY, readyAnswer, type Readiness } from '@app/runtime';

export const READINESS = Symbol('readiness');

@ApiTags('Server')
@Controller()
export class HealthController {
  constructor(@Inject(READINESS) private readonly readiness: Readiness) {}

  @Get('health')
  @ApiOperation({ summary: 'Whether the process lives' })
  @ApiOkResponse({ schema: { type: 'boolean', enum: [true] } })
  health(): string {
    return HEALTHY;
  }

  @Get('ready')
  @ApiOperation({ summary: 'Whether the process can do its work' })
  @ApiQuery({
    name: 'verbose',
    required: false,
    description: 'Any value asks for the state of each part and for the lag',
  })
  @ApiOkResponse({ schema: { properties: { message: { type: 'string', enum: ['OK'] } } } })
  @ApiServiceUnavailableResponse({ description: 'Names the parts that fail, and why' })
  ready(
    @Query('verbose') verbose: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): string {
    const { status, body } = readyAnswer(this.readiness, verbose !== undefined);
    reply.code(status);
    return body;
  }
}
