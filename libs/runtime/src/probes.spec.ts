import { createMetrics } from './metrics.js';
import { serveProbes, type Probes } from './probes.js';
import { createReadiness } from './readiness.js';

describe('the probes of a process without routes', () => {
  const readiness = createReadiness();
  let reason: string | null = null;
  let probes: Probes;
  beforeAll(async () => {
    readiness.watch('projector', () => reason);
    readiness.measure('lag', () => 3);
    const parts = { readiness, metrics: createMetrics() };
    probes = await serveProbes(parts, { port: 0, host: '127.0.0.1' });
  });
  afterAll(() => probes.close());

  const get = async (path: string) => {
    const answer = await fetch(probes.url + path);
    return [answer.status, answer.headers.get('content-type'), await answer.text()];
  };
  const JSON_TYPE = 'application/json; charset=utf-8';

  it('say that it lives', async () => {
    expect(await get('/api/health')).toEqual([200, JSON_TYPE, 'true']);
  });

  it('say whether it can do its work, with as much as is asked for', async () => {
    expect(await get('/api/ready')).toEqual([200, JSON_TYPE, '{"message":"OK"}']);
    reason = 'stopped';
    expect(await get('/api/ready?verbose=1')).toEqual([
      503,
      JSON_TYPE,
      '{"message":"Not ready","failing":{"projector":"stopped"},"parts":{"projector":"stopped"},"figures":{"lag":3}}',
    ]);
    reason = null;
  });

  it('tell the metrics', async () => {
    const [status, type, text] = await get('/metrics');
    expect([status, type]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
    expect(text).toContain('# TYPE runledger_');
  });

  it('know nothing else', async () => {
    expect(await get('/api/version')).toEqual([404, JSON_TYPE, '{"detail":"Not Found"}']);
  });
});
