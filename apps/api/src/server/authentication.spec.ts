import { openServer, type TestServer } from './server.fixture.js';

const basic = (credentials: string): Record<string, string> => ({
  authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
});

describe('a server with credentials', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openServer({ auth: { user: 'ada', password: 'päss:word' } });
  });
  afterAll(() => server.app.close());

  it.each([
    ['who sends none', {}],
    ['another password', basic('ada:password')],
    ['another user', basic('bob:päss:word')],
    ['half of them', basic('ada')],
    ['another scheme', { authorization: 'Bearer ada:päss:word' }],
    ['what is no base64', { authorization: 'Basic %%%' }],
  ])('refuses %s', async (_, headers) => {
    const { status, text } = await server.call('GET', '/api/version', { headers });
    expect([status, text]).toEqual([401, '{"exception_message":"Unauthorized"}']);
  });

  it('lets in who sends them, and names the user to the handler', async () => {
    const { text } = await server.call('POST', '/api/things/count', {
      headers: basic('ada:päss:word'),
    });
    expect(text).toContain('"actor":"ada"');
  });

  it('takes the name of the scheme in any case', async () => {
    const headers = { authorization: `bAsic ${Buffer.from('ada:päss:word').toString('base64')}` };
    expect((await server.call('GET', '/api/version', { headers })).status).toBe(200);
  });

  it.each(['/api/health', '/api/ready'])('asks nobody for them at %s', async (path) => {
    expect((await server.call('GET', path)).status).toBe(200);
  });

  it.each(['/api/nowhere', '/api/health/', '/metrics', '/api/openapi.json'])(
    'tells nothing of %s to who has none',
    async (path) => {
      expect((await server.call('GET', path)).status).toBe(401);
    },
  );
});

describe('a server without credentials', () => {
  it('lets everybody in as anonymous, whatever they send', async () => {
    const { app, call } = await openServer();
    const { text } = await call('POST', '/api/things/count', { headers: basic('ada:x') });
    await app.close();
    expect(text).toContain('"actor":"anonymous"');
  });
});
