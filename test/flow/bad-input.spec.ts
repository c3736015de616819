import * as fc from 'fast-check';
import { House } from './house.fixture.js';

const RUNS = 1_500;

// What a body may hold at any place: what the contract wants there, and what it does not.
const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -1,
    1.5,
    1e308,
    2 ** 53 + 2,
    '',
    ' ',
    'yes',
    '🧮',
    {},
    [],
  ),
  fc.constantFrom('\u0000', '\ud800', 'a\udc00b', '__proto__', 'constructor', '%', '\\'),
  fc.constantFrom(
    '2031-02-03',
    '2031-02-30T00:00:00Z',
    '0000-01-01',
    '9999-12-31T23:59:59.999999-12:00',
    '1e3',
    'now',
  ),
  fc.constantFrom(
    '11111111-1111-4111-8111-111111111111',
    '1111',
    'SCHEDULED',
    'RUNNING',
    'COMPLETED',
    'Running',
  ),
  fc.jsonValue({ maxDepth: 3 }),
  fc.integer({ min: 0, max: 3_000 }).map(nested),
);

function nested(depth: number): unknown {
  let value: unknown = 0;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

const bodyOf = (...names: string[]) =>
  fc.oneof(
    fc.record(Object.fromEntries(names.map((name) => [name, odd])), { requiredKeys: [] }),
    fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string()), odd, { maxKeys: 6 }),
    odd,
  );

const state = fc.oneof(
  fc.record(
    {
      type: fc.oneof(
        fc.constantFrom('SCHEDULED', 'PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'PAUSED'),
        odd,
      ),
      name: odd,
      message: odd,
      data: odd,
      state_details: bodyOf(
        'scheduled_time',
        'cache_key',
        'cache_expiration',
        'deferred',
        'transition_id',
        'run_input_keyset',
      ),
    },
    { requiredKeys: ['type'] },
  ),
  odd,
);

const calls = fc.oneof(
  fc.record({
    path: fc.constant('/task_runs/{id}/set_state'),
    body: fc.record({ state, force: odd }, { requiredKeys: [] }),
  }),
  fc.record({
    path: fc.constant('/task_runs/'),
    body: bodyOf(
      'task_key',
      'dynamic_key',
      'name',
      'id',
      'tags',
      'labels',
      'task_inputs',
      'empirical_policy',
      'state',
      'flow_run_id',
      'cache_expiration',
    ),
  }),
  fc.record({
    path: fc.constantFrom(
      '/task_runs/filter',
      '/task_runs/count',
      '/task_runs/paginate',
      '/task_runs/history',
    ),
    body: fc.record(
      {
        task_runs: bodyOf(
          'operator',
          'id',
          'name',
          'tags',
          'state',
          'start_time',
          'end_time',
          'expected_start_time',
          'flow_run_id',
          'subflow_runs',
        ),
        flow_runs: bodyOf('id', 'name', 'state', 'tags'),
        sort: odd,
        limit: odd,
        offset: odd,
        page: odd,
        history_start: odd,
        history_end: odd,
        history_interval_seconds: odd,
      },
      { requiredKeys: [] },
    ),
  }),
);

describe('bad input', () => {
  const house = new House();
  let id: string;
  beforeAll(async () => {
    await house.start();
    id = await house.run('fuzz');
  });
  afterAll(() => house.close());

  const post = (path: string, body: string, headers: Record<string, string> = {}) =>
    house.post(path.replace('{id}', id), body, headers);

  it('is never answered with a 500, whatever the body', async () => {
    await fc.assert(
      fc.asyncProperty(calls, async ({ path, body }) => {
        const { status, json } = await post(path, JSON.stringify(body));
        expect([200, 201, 409, 422]).toContain(status);
        if (status === 422) {
          const { exception_detail: faults, detail } = json as {
            exception_detail?: { loc: unknown[] }[];
            detail?: string;
          };
          expect(detail !== undefined || faults?.every(({ loc }) => loc[0] === 'body')).toBe(true);
        }
      }),
      { numRuns: RUNS, seed: 4200 },
    );
    expect((await house.call('GET', '/ready')).status).toBe(200);
  });

  it('is never answered with a 500, whatever the text', async () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json().map((json) => json.slice(0, -1)),
      fc.constant('{"a":'.repeat(9_999)),
    );
    const types = fc.constantFrom(
      'application/json',
      'application/vnd.api+json',
      'text/plain',
      'application/x-www-form-urlencoded',
    );
    await fc.assert(
      fc.asyncProperty(calls, texts, types, async ({ path }, text, type) => {
        const { status } = await post(path, text, { 'content-type': type });
        expect([200, 422]).toContain(status);
      }),
      { numRuns: 300, seed: 4200 },
    );
  });

  it('is told where a pattern is longer than any that can be looked for', async () => {
    const filter = (length: number) =>
      post(
        '/task_runs/filter',
        JSON.stringify({ task_runs: { name: { like_: '🧮'.repeat(length) } } }),
      );
    expect((await filter(10_000)).json).toEqual([]);
    const { status, text } = await filter(10_001);
    expect(status).toBe(422);
    expect(text).toContain('"loc":["body","task_runs","name","like_"]');
  });

  it('is taken where it is only much: lists of 50,000', async () => {
    const many = Array.from({ length: 50_000 }, (_, nth) => `name ${nth}`);
    for (const task_runs of [{ name: { any_: many } }, { state: { name: { any_: many } } }]) {
      const { status, json } = await post('/task_runs/count', JSON.stringify({ task_runs }));
      expect({ status, json }).toEqual({ status: 200, json: 0 });
    }
  });

  it.each([
    ['an escape cut short', 'GET', '/task_runs/%'],
    ['an escaped NUL in the path', 'GET', '/task_runs/%00'],
    ['a path without end', 'GET', `/task_runs/${'a'.repeat(8_000)}`],
    ['an escaped NUL in the query', 'GET', '/task_run_states/?task_run_id=%00'],
    ['a parameter of two values', 'GET', '/task_run_states/?task_run_id=x&task_run_id='],
    ['an id that is none', 'DELETE', '/task_runs/not-a-run'],
    ['a method that no route has', 'PROPFIND', '/task_runs/filter'],
    ['a HEAD', 'HEAD', '/health'],
  ])('is told what is wrong: %s', async (_, method, path) => {
    const { status } = await fetch(house.server.base + path, { method });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(500);
  });
});
