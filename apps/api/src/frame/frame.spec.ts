import { openServer, type TestServer } from '../server/server.fixture.js';

describe('the frame', () => {
  let server: TestServer;
  let reason: string | null = null;
  beforeAll(async () => {
    server = await openServer();
    server.readiness.watch('projector', () => reason);
  });
  afterAll(() => server.app.close());

  it.each([
    ['/api/health', 'true'],
    ['/api/health?verbose=1', 'true'],
    ['/api/ready', '{"message":"OK"}'],
    ['/api/version', '"0.8.4"'],
    ['/api/hello', '"👋"'],
    ['/api/admin/version', '"3.9.1"'],
    ['/api/admin/storage', '{"default_result_storage_block_id":null}'],
  ])('answers %s with %s', async (path, body) => {
    const { status, headers, text } = await server.call('GET', path);
    expect([status, text]).toEqual([200, body]);
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
  });

  it('is not ready while a part is not, and says which and why', async () => {
    reason = 'stopped at position 7';
    const red = await server.call('GET', '/api/ready');
    reason = null;
    const green = await server.call('GET', '/api/ready');
    expect([red.status, JSON.parse(red.text)]).toEqual([
      503,
      { message: 'Not ready', failing: { projector: 'stopped at position 7' } },
    ]);
    expect(green.status).toBe(200);
  });

  it('tells the state of each part and the lag when asked', async () => {
    server.readiness.mention('read model', () => 'away');
    server.readiness.measure('lag', () => 3);
    const { status, text } = await server.call('GET', '/api/ready?verbose=1');
    expect([status, JSON.parse(text)]).toEqual([
      200,
      { message: 'OK', parts: { projector: 'ok', 'read model': 'away' }, figures: { lag: 3 } },
    ]);
  });

  it('tells a client that CSRF protection is off', async () => {
    const { status, text } = await server.call('GET', '/api/csrf-token?client=a');
    expect([status, text]).toEqual([422, '{"detail":"CSRF protection is disabled."}']);
  });

  it('misses the client in a request for a CSRF token', async () => {
    const { status, text } = await server.call('GET', '/api/csrf-token');
    expect([status, JSON.parse(text)]).toEqual([
      422,
      {
        exception_message: 'Invalid request received.',
        exception_detail: [
          { type: 'missing', loc: ['query', 'client'], msg: 'Field required', input: null },
        ],
        request_body: null,
      },
    ]);
  });

  it('tells the metrics at the root, in their own type', async () => {
    const { status, headers, text } = await server.call('GET', '/metrics');
    expect([status, headers['content-type']]).toEqual([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
    ]);
    expect(text).toContain('# TYPE runledger_http_requests_total counter');
  });
});
