import { openServer, type TestServer } from './server.fixture.js';

const ID = 'a3c0e8e0-7c8e-4a4e-9e5e-0123456789ab';

describe('an id in a path', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openServer();
  });
  afterAll(() => server.app.close());

  it.each([
    ['as it is told', ID],
    ['in capitals', ID.toUpperCase()],
    ['without hyphens', ID.replaceAll('-', '')],
    ['with some hyphens, in mixed case', 'A3c0e8e07c8e-4A4e9e5e-0123456789AB'],
  ])('may be written %s', async (_, written) => {
    expect((await server.call('GET', `/api/things/${written}`)).text).toBe(`{"id":"${ID}"}`);
  });

  it.each(['a3c0e8e0', `${ID}0`, `0${ID}`, ID.replace('a', 'g'), `${ID.slice(0, -1)}-`])(
    '%s is another path',
    async (written) => {
      expect((await server.call('GET', `/api/things/${written}`)).status).toBe(404);
    },
  );
});

describe('a name in a path', () => {
  it('may be long and have any letters', async () => {
    const { app, call } = await openServer();
    const name = 'naïve/100% '.repeat(100);
    const { text } = await call('GET', `/api/things/by-name/${encodeURIComponent(name)}`);
    await app.close();
    expect(JSON.parse(text)).toEqual({ name });
  });
});
