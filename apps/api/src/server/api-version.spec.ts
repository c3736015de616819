import { openServer, type TestServer } from './server.fixture.js';

const malformed = (given: string): string =>
  `Invalid X-PREFECT-API-VERSION header format.Expected header in format 'x.y.z' but received ${given}`;
const tooLow = (given: string): string =>
  `The request specified API version ${given} but this server requires version 0.8.0 or higher.`;

describe('the API version of a caller', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openServer();
  });
  afterAll(() => server.app.close());

  const callAs = (version: string, path = '/api/hello') =>
    server.call('GET', path, { headers: { 'x-prefect-api-version': version } });

  it.each(['0.8.4', '0.8.0', '0.8.99', '0.9.0', '0.10.0', '1.0.0', ''])(
    '%j is let in',
    async (version) => {
      expect((await callAs(version)).status).toBe(200);
    },
  );

  it.each([
    ['0.7.9', tooLow('0.7.9')],
    ['0.7.99', tooLow('0.7.99')],
    ['0.1.0', tooLow('0.1.0')],
    ['latest', malformed('latest')],
    ['0.8', malformed('0.8')],
    ['0.8.4.1', malformed('0.8.4.1')],
    ['0.8.x', malformed('0.8.x')],
  ])('%s is refused', async (version, detail) => {
    const { status, text } = await callAs(version);
    expect([status, JSON.parse(text)]).toEqual([400, { detail }]);
  });

  it.each(['/api/health', '/api/ready', '/api/version'])('is not looked at by %s', async (path) => {
    expect((await callAs('latest', path)).status).toBe(200);
  });

  it('is not looked at where there is no route', async () => {
    expect((await callAs('latest', '/api/nowhere')).status).toBe(404);
  });
});
