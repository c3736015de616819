import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Validator } from '@seriousme/openapi-schema-validator';
import { House } from './house.fixture.js';

const run = promisify(execFile);
const MAIN = 'dist/apps/standalone/src/main.js';

describe('the service as npm start runs it', () => {
  const house = new House();
  beforeAll(() => house.start());
  afterAll(() => house.close());

  const propose = (id: string, state: object | string, headers?: Record<string, string>) =>
    house.post(
      `/task_runs/${id}/set_state`,
      typeof state === 'string' ? state : { state },
      headers,
    );
  const limitFiles = (bytes: string) =>
    run('prlimit', ['--pid', String(house.server.pid), `--fsize=${bytes}:unlimited`]);

  it('shows a run in lists as soon as its creation was answered, also right after a restart', async () => {
    const filter = { task_runs: { name: { any_: ['mine'] } } };
    const id = await house.run('own-writes', { name: 'mine' });
    expect((await house.post('/task_runs/filter', filter)).json).toMatchObject([{ id }]);
    await propose(id, { type: 'RUNNING' });
    await house.server.kill();
    await house.start();
    const { json } = await house.post('/task_runs/filter', filter);
    expect(json).toMatchObject([{ id, state_type: 'RUNNING' }]);
  });

  it('tells in headers where a run stands, what decided and what is shown', async () => {
    const id = await house.run('headers');
    const { headers } = await propose(id, { type: 'RUNNING' });
    expect(headers.get('etag')).toBe('"2"');
    expect(headers.get('runledger-decision')).toMatch(/^[0-9a-f-]{36}$/);
    const position = headers.get('runledger-position') ?? '';
    expect(headers.get('set-cookie')).toContain(`runledger-position=${position};`);
    const count = (value: string) =>
      house.post('/task_runs/count', {}, { 'runledger-position': value });
    expect((await count(position)).status).toBe(200);
    expect((await count(`${position}0000000`)).status).toBe(409);
    expect((await count('11111111-1111-4111-8111-111111111111:1')).status).toBe(409);
  });

  it('departure 9: answers a repeated key as the first time, also after a restart', async () => {
    const id = await house.run('repeated');
    const state = { type: 'COMPLETED', data: { type: 'unpersisted', note: 'x' } };
    const key = { 'idempotency-key': 'once' };
    const first = await propose(id, state, key);
    expect(first.status).toBe(201);
    await house.server.kill();
    await house.start();
    const again = await propose(id, state, key);
    expect(again.status).toBe(201);
    expect(again.headers.get('runledger-repeated')).toBe('true');
    expect(again.text).toBe(first.text);
    const other = await propose(id, { type: 'FAILED' }, key);
    expect(other.status).toBe(422);
    expect(other.text).toContain('once');
  });

  it('answers 412 with the revision where the run has moved on', async () => {
    const id = await house.run('moved-on');
    const { headers } = await house.call('GET', `/task_runs/${id}`);
    const seen = { 'if-match': headers.get('etag') ?? '' };
    expect((await propose(id, { type: 'RUNNING' }, seen)).status).toBe(201);
    const late = await propose(id, { type: 'COMPLETED' }, seen);
    expect(late.status).toBe(412);
    expect(late.headers.get('etag')).toBe('"2"');
  });

  it.each(['12345678901234567890', '1.0', '1e400', '-0', '[1.10, {"a": 1E2}]'])(
    'gives data %s back as it was written',
    async (data) => {
      const id = await house.run(`data ${data}`, { name: data });
      const body = `{"state": {"type": "COMPLETED", "data": ${data}}}`;
      expect((await propose(id, body)).text).toContain(`"data":${data},`);
      expect((await house.call('GET', `/task_runs/${id}`)).text).toContain(`"data":${data},`);
      const { text } = await house.post('/task_runs/filter', { task_runs: { id: { any_: [id] } } });
      expect(text).toContain(`"data":${data},`);
      const states = await house.call('GET', `/task_run_states/?task_run_id=${id}`);
      expect(states.text).toContain(`"data":${data},`);
    },
  );

  it.each([
    ['a NUL character', '{"state":{"type":"RUNNING","message":"a\\u0000b"}}', ['state', 'message']],
    ['a lone surrogate', '{"state":{"type":"RUNNING","data":["\\ud800"]}}', ['state', 'data', 0]],
    [
      'nesting over 500 levels',
      `{"state":{"type":"RUNNING","data":${'['.repeat(501)}${']'.repeat(501)}}}`,
      ['state', 'data'],
    ],
    [
      'nesting without end',
      `{"state":{"type":"RUNNING","data":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`,
      ['state', 'data'],
    ],
  ])('departure 14: names the place of %s', async (what, body, place) => {
    const id = await house.run(`unstorable ${what}`);
    const { status, json } = await propose(id, body);
    expect(status).toBe(422);
    const { exception_detail: faults } = json as { exception_detail: { loc: unknown[] }[] };
    expect(faults[0]?.loc.slice(0, place.length + 1)).toEqual(['body', ...place]);
  });

  it('departure 14: refuses data and bodies beyond the limits, and writes nothing of them', async () => {
    const id = await house.run('too large');
    const large = await propose(id, { type: 'COMPLETED', data: 'x'.repeat(1_000_001) });
    expect(large.status).toBe(413);
    expect(large.text).toContain('1000000');
    const huge = await propose(id, `"${'x'.repeat(16 * 1024 * 1024)}"`);
    expect(huge.status).toBe(413);
    expect((await house.call('GET', `/task_run_states/?task_run_id=${id}`)).json).toHaveLength(1);
  });

  it('departure 15: answers 503 with Retry-After while the disk is full, and goes on when there is room', async () => {
    const id = await house.run('full disk');
    await limitFiles('4096');
    const full = await propose(id, { type: 'RUNNING' });
    expect(full.status).toBe(503);
    expect(Number(full.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await house.call('GET', `/task_runs/${id}`)).json).toMatchObject({ run_count: 0 });
    await limitFiles('unlimited');
    expect((await propose(id, { type: 'RUNNING' })).status).toBe(201);
    expect((await house.call('GET', `/task_runs/${id}`)).json).toMatchObject({ run_count: 1 });
  });

  it('stops a second process on the same directory with a message', async () => {
    const env = {
      ...process.env,
      NODE_OPTIONS: '',
      PORT: '0',
      RUNLEDGER_DATA_DIR: house.directory,
    };
    const second = run(process.execPath, [MAIN], { env });
    await expect(second).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining(house.directory),
    });
  });

  it('says in a sentence that its port is taken', async () => {
    const port = new URL(house.server.base).port;
    const RUNLEDGER_DATA_DIR = `${house.directory}/other`;
    const env = { ...process.env, NODE_OPTIONS: '', PORT: port, RUNLEDGER_DATA_DIR };
    await expect(run(process.execPath, [MAIN], { env })).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^runledger cannot start: .*EADDRINUSE.*\n$/),
    });
  });

  it('prints its settings for --help', async () => {
    const { stdout } = await run(process.execPath, [MAIN, '--help']);
    for (const setting of ['PORT', 'HOST', 'RUNLEDGER_DATA_DIR', 'LOG_LEVEL']) {
      expect(stdout).toContain(setting);
    }
  });

  it('answers what was begun before SIGTERM ends it', async () => {
    const id = await house.run('last words');
    const begun = Array.from({ length: 50 }, (_, nth) =>
      propose(id, { type: 'PENDING', message: String(nth) }),
    );
    await Promise.race(begun);
    await house.server.stop();
    const answered = (await Promise.allSettled(begun)).filter(
      (answer) => answer.status === 'fulfilled' && answer.value.status === 201,
    );
    await house.start();
    const states = await house.call('GET', `/task_run_states/?task_run_id=${id}`);
    const messages = (states.json as { message: string | null }[]).map(({ message }) => message);
    expect(messages.filter((message) => message !== null)).toHaveLength(answered.length);
  });

  it('describes itself in a valid OpenAPI 3.1 document', async () => {
    const { json } = await house.call('GET', '/openapi.json');
    expect(json).toMatchObject({ openapi: '3.1.0' });
    const { valid, errors } = await new Validator().validate(json as Record<string, unknown>);
    expect({ valid, errors }).toMatchObject({ valid: true });
    expect(Object.keys((json as { paths: object }).paths)).toEqual(
      expect.arrayContaining(['/api/task_runs/{id}/set_state', '/api/task_runs/{id}/decisions']),
    );
  });

  it('counts what it does for Prometheus', async () => {
    const response = await fetch(house.server.base.replace('/api', '/metrics'));
    const text = await response.text();
    for (const name of [
      'http_requests_total',
      'verdicts_total',
      'append_duration',
      'append_group_size',
      'projection_lag_seconds',
    ]) {
      expect(text).toContain(`runledger_${name}`);
    }
  });
});
