import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { API_VERSION } from '../server/api-version.js';

@ApiTags('Server')
@Controller()
export class VersionController {
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
