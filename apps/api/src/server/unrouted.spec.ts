import { openServer, type TestServer } from './server.fixture.js';

const ID = 'a3c0e8e0-7c8e-4a4e-9e5e-0123456789ab';

describe('a request that no route takes', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openServer();
  });
  afterAll(() => server.app.close());

  it.each([
    ['GET', '/'],
    ['GET', '/api'],
    ['GET', '/nowhere'],
    ['GET', '/api/nowhere'],
    ['POST', '/api/things/nowhere'],
    ['DELETE', `/api/nowhere/${ID}`],
    ['GET', `/api/things/${ID}/colour`],
    ['GET', '/api/things/nonsense'],
    ['GET', `/api/things/${ID}0`],
    ['GET', '/api/things/by-name/'],
    ['GET', '/api/%zz'],
    ['POST', '/api/docs/swagger-ui-css'],
    ['HEAD', '/api/nowhere'],
  ])('%s %s is not found', async (method, path) => {
    const { status, text } = await server.call(method, path);
    expect([status, text]).toEqual([404, method === 'HEAD' ? '' : '{"detail":"Not Found"}']);
  });

  it.each([
    ['POST', '/api/health', 'GET'],
    ['GET', '/api/things/', 'POST'],
    ['GET', '/api/things/count', 'POST'],
    ['PUT', `/api/things/${ID}?x=1`, 'GET'],
    ['PUT', '/api/things/bodies', 'GET, POST'],
    ['HEAD', '/api/health', 'GET'],
    ['OPTIONS', '/api/health', 'GET'],
  ])('%s %s has another method', async (method, path, allow) => {
    const { status, headers, text } = await server.call(method, path);
    expect([status, headers.allow]).toEqual([405, allow]);
    expect(text).toBe(method === 'HEAD' ? '' : '{"detail":"Method Not Allowed"}');
  });

  it.each([
    ['POST', '/api/things', '/api/things/'],
    ['POST', '/api/things?a=1&b=?', '/api/things/?a=1&b=?'],
    ['POST', '/api/things/count/', '/api/things/count'],
    ['GET', `/api/things/${ID}/?a=1`, `/api/things/${ID}?a=1`],
    ['GET', '/api/things/count///', '/api/things/count'],
  ])('%s %s is sent to the path with the right slash', async (method, path, place) => {
    const { status, headers } = await server.call(method, path, { headers: { host: 'ledger:80' } });
    expect([status, headers.location]).toEqual([307, `http://ledger:80${place}`]);
  });
});
