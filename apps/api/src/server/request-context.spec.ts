import { openServer, type TestServer } from './server.fixture.js';

const TRACEPARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';

describe('a request', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openServer();
  });
  afterAll(() => server.app.close());

  it('keeps the id that its caller gave it', async () => {
    const { headers } = await server.call('GET', '/api/health', {
      headers: { 'x-request-id': 'job-7/a' },
    });
    expect(headers['x-request-id']).toBe('job-7/a');
  });

  it.each(['', 'two words', 'x'.repeat(129), '"}{"level":"fatal'])(
    'gets a UUIDv7 instead of an id such as %j',
    async (given) => {
      const { headers } = await server.call('GET', '/api/nowhere', {
        headers: { 'x-request-id': given },
      });
      expect(headers['x-request-id']).toMatch(
        /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-/,
      );
    },
  );

  it.each([
    [TRACEPARENT, `"${TRACEPARENT}"`],
    ['00-00000000000000000000000000000000-00f067aa0ba902b7-01', 'null'],
    [TRACEPARENT.toUpperCase(), 'null'],
    [`${TRACEPARENT}-x`, 'null'],
  ])('hands the trace %s to its handler as %s', async (traceparent, handed) => {
    const { text } = await server.call('POST', '/api/things/count', { headers: { traceparent } });
    expect(text).toContain(`"traceparent":${handed}`);
  });

  it('is answered with the text of its handler as JSON', async () => {
    const { headers, text } = await server.call('POST', '/api/things/', { body: '"é"' });
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(text).toBe('{"kind":"json","value":"é","source":"\\"é\\""}');
  });
});
