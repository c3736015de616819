import { Validator } from '@seriousme/openapi-schema-validator';
import { openServer, type TestServer } from '../server/server.fixture.js';

describe('the documentation', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openServer();
  });
  afterAll(() => server.app.close());

  it('is a valid OpenAPI 3.1 document', async () => {
    const { headers, text } = await server.call('GET', '/api/openapi.json');
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    const document = JSON.parse(text) as Record<string, unknown>;
    expect(document.openapi).toBe('3.1.0');
    expect(await new Validator().validate(document)).toEqual({ valid: true });
  });

  it('names the paths as they are called, slashes and ids included', async () => {
    const { text } = await server.call('GET', '/api/openapi.json');
    const { paths } = JSON.parse(text) as { paths: Record<string, unknown> };
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining(['/api/health', '/api/things/', '/api/things/{id}']),
    );
  });

  it('has a page that needs nothing from elsewhere', async () => {
    const { headers, text } = await server.call('GET', '/api/docs');
    const parts = [...text.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, path]) => path ?? '');
    const answers = await Promise.all(parts.map((path) => server.call('GET', `/api/${path}`)));
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answers.map(({ status, headers }) => [status, headers['content-type']])).toEqual([
      [200, 'text/css; charset=utf-8'],
      [200, 'text/javascript; charset=utf-8'],
    ]);
  });
});
