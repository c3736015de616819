import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

/** The release of the reference that we answer as: a client of another major version refuses to work with us. */
const SERVER_VERSION = '3.9.1';

@ApiTags('Server')
@Controller('admin')
export class AdminController {
  @Get('version')
  @ApiOperation({ summary: 'The version of the server, as clients compare it with theirs' })
  @ApiOkResponse({ schema: { type: 'string', enum: [SERVER_VERSION] } })
  version(): string {
    return JSON.stringify(SERVER_VERSION);
  }

  @Get('storage')
  @ApiOperation({ summary: 'Where clients keep results by default: nowhere in particular' })
  @ApiOkResponse({ schema: { properties: { default_result_storage_block_id: { type: 'null' } } } })
  storage(): string {
    return '{"default_result_storage_block_id":null}';
  }
}
