import { Controller, Get, HttpException, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { RequestInvalid } from '../validation/request-invalid.js';
import { RequestRefused } from '../validation/request-refused.js';
import { openServer, type TestServer } from './server.fixture.js';

@Controller('failures')
class FailuresController {
  @Get('invalid')
  invalid(): never {
    throw new RequestInvalid(
      [{ type: 'missing', loc: ['body'], msg: 'Field required', input: null }],
      [1],
    );
  }

  @Get('refused')
  refused(): never {
    throw new RequestRefused('Invalid limit: must be less than or equal to 200.');
  }

  @Get('http')
  http(): never {
    throw new HttpException('I am a teapot', 418);
  }

  @Get('sync')
  sync(): never {
    throw new Error('the secret of the database');
  }

  @Get('async')
  async rejects(): Promise<never> {
    await Promise.resolve();
    throw new TypeError('the secret of the database');
  }

  @Get('unshowable')
  unshowable(): never {
    let body: unknown = null;
    for (let depth = 0; depth < 100_000; depth += 1) body = [body];
    throw new RequestInvalid([], body);
  }

  @Get('midway')
  midway(@Res() reply: FastifyReply): never {
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream' });
    reply.raw.write('data: 1\n\n');
    throw new Error('the secret of the database');
  }
}

describe('an error of a handler', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openServer({}, FailuresController);
  });
  afterAll(() => server.app.close());

  it.each([
    [
      'invalid',
      422,
      {
        exception_message: 'Invalid request received.',
        exception_detail: [{ type: 'missing', loc: ['body'], msg: 'Field required', input: null }],
        request_body: [1],
      },
    ],
    ['refused', 422, { detail: 'Invalid limit: must be less than or equal to 200.' }],
    ['http', 418, { detail: 'I am a teapot' }],
    ['sync', 500, { exception_message: 'Internal Server Error' }],
    ['async', 500, { exception_message: 'Internal Server Error' }],
    ['unshowable', 500, { exception_message: 'Internal Server Error' }],
  ])('of kind %s is answered %d', async (kind, status, body) => {
    const answer = await server.call('GET', `/api/failures/${kind}`);
    expect([answer.status, JSON.parse(answer.text)]).toEqual([status, body]);
  });

  it('that nobody expected is logged with its stack and the id of its request', async () => {
    await server.call('GET', '/api/failures/sync', { headers: { 'x-request-id': 'the-failed' } });
    const line = server.logged.find(
      ({ msg, requestId }) => msg === 'request failed' && requestId === 'the-failed',
    );
    expect(line).toMatchObject({
      level: 'error',
      err: {
        message: 'the secret of the database',
        stack: expect.stringContaining('FailuresController'),
      },
    });
  });

  it('in the midst of an answer cuts it off, so that half of it does not pass for the whole', async () => {
    await expect(server.call('GET', '/api/failures/midway')).rejects.toThrow('aborted');
  });

  it('leaves the server serving', async () => {
    expect((await server.call('GET', '/api/health')).status).toBe(200);
  });
});
