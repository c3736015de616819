import { SCHEMA_FILES } from '@app/transitions';
import { openServer, type TestServer } from '../server/server.fixture.js';

const TRANSITION = '/api/schemas/task-run.transition.v1.json';

describe('the schemas', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openServer();
  });
  afterAll(() => server.app.close());

  it('are listed', async () => {
    const { status, text } = await server.call('GET', '/api/schemas/');
    expect([status, JSON.parse(text)]).toEqual([
      200,
      ['task-run.transition.v1.json', 'task-run.state.v1.json', 'asyncapi.json'],
    ]);
  });

  it.each([
    ['task-run.transition.v1.json', 'application/schema+json; charset=utf-8'],
    ['task-run.state.v1.json', 'application/schema+json; charset=utf-8'],
    ['asyncapi.json', 'application/vnd.aai.asyncapi+json; version="3.0.0"; charset=utf-8'],
  ])('tell %s in its own type', async (file, type) => {
    const { status, headers, text } = await server.call('GET', `/api/schemas/${file}`);
    expect([status, headers['content-type'], text]).toEqual([200, type, SCHEMA_FILES.get(file)]);
  });

  it('need not be sent again to who has them', async () => {
    const first = await server.call('GET', TRANSITION);
    const etag = first.headers.etag ?? '';
    const again = await server.call('GET', TRANSITION, { headers: { 'if-none-match': etag } });
    const other = await server.call('GET', TRANSITION, { headers: { 'if-none-match': '"a"' } });
    expect(first.headers['cache-control']).toBe('max-age=3600');
    expect([again.status, again.text, again.headers.etag]).toEqual([304, '', etag]);
    expect([other.status, other.text]).toEqual([200, first.text]);
  });

  it.each(['task-run.transition.v2.json', '..%2fpackage.json', '__proto__'])(
    'are none of %s',
    async (file) => {
      const { status, text } = await server.call('GET', `/api/schemas/${file}`);
      expect([status, text]).toEqual([404, '{"detail":"Schema not found"}']);
    },
  );
});

describe('the schemas of a guarded server', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openServer({ auth: { user: 'u', password: 'p' } });
  });
  afterAll(() => server.app.close());

  it('are guarded', async () => {
    const { status } = await server.call('GET', TRANSITION);
    expect(status).toBe(401);
  });
});
