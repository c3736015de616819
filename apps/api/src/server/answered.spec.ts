import { Controller, Post, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { openServer, type TestServer } from './server.fixture.js';

@Controller('verdicts')
class VerdictsController {
  @Post()
  propose(@Req() request: FastifyRequest): string {
    request.verdict = { status: 'WAIT', rule: 'WaitForScheduledTime' };
    return '{}';
  }
}

describe('an answer', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openServer({}, VerdictsController);
  });
  afterAll(() => server.app.close());

  const logLine = (requestId: string) => server.logged.find((line) => line.requestId === requestId);
  const callAs = (requestId: string, method: string, path: string) =>
    server.call(method, path, { headers: { 'x-request-id': requestId } });

  it('is one line of the log, which names the route by its pattern', async () => {
    await callAs('one', 'GET', '/api/things/a3c0e8e07c8e4a4e9e5e0123456789ab?x=1');
    expect(server.logged.filter((line) => line.requestId === 'one')).toEqual([
      {
        level: 'info',
        time: expect.any(Number),
        msg: 'answered',
        method: 'GET',
        route: '/api/things/{id}',
        status: 200,
        ms: expect.any(Number),
        requestId: 'one',
        verdict: null,
      },
    ]);
  });

  it('has the verdict that its handler told', async () => {
    await callAs('two', 'POST', '/api/verdicts');
    expect(logLine('two')).toMatchObject({
      status: 201,
      verdict: { status: 'WAIT', rule: 'WaitForScheduledTime' },
    });
  });

  it('is counted by route and status, and its verdict by rule', async () => {
    await callAs('three', 'GET', '/api/nowhere');
    const { text } = await server.call('GET', '/metrics');
    expect(text.split('\n')).toEqual(
      expect.arrayContaining([
        'runledger_http_requests_total{method="GET",route="none",status="404"} 1',
        'runledger_http_request_duration_seconds_count{method="GET",route="none"} 1',
        'runledger_verdicts_total{status="WAIT",rule="WaitForScheduledTime"} 1',
      ]),
    );
  });
});
