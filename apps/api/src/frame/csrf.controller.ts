import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags, ApiUnprocessableEntityResponse } from '@nestjs/swagger';
import { RequestInvalid } from '../validation/request-invalid.js';
import { RequestRefused } from '../validation/request-refused.js';

@ApiTags('Server')
@Controller('csrf-token')
export class CsrfController {
  /** @throws RequestRefused, which tells a client to go on without tokens */
  @Get()
  @ApiOperation({ summary: 'Tells that no CSRF token is needed' })
  @ApiQuery({ name: 'client', type: String })
  @ApiUnprocessableEntityResponse({ description: 'CSRF protection is disabled.' })
  token(@Query('client') client: string | undefined): never {
    if (client === undefined) throw new RequestInvalid([CLIENT_MISSING], null);
    throw new RequestRefused('CSRF protection is disabled.');
  }
}

const CLIENT_MISSING = {
  type: 'missing',
  loc: ['query', 'client'],
  msg: 'Field required',
  input: null,
};
