import { once } from 'node:events';
import { EventSource } from 'eventsource';
import { House } from './house.fixture.js';

describe('the feed of the service as npm start runs it', () => {
  const house = new House();
  beforeAll(() => house.start());
  afterAll(() => house.close());

  const propose = (id: string, type: string, data: unknown = null) =>
    house.post(`/task_runs/${id}/set_state`, { state: { type, data }, force: true });

  it('tells a browser every transition once and in order, whatever becomes of the service meanwhile', async () => {
    const id = await house.run('browser');
    const heard: number[] = [];
    const source = new EventSource(`${house.server.base}/transitions?task_run_id=${id}`, {
      fetch: (url, init) => fetch(house.server.base + '/transitions' + new URL(url).search, init),
    });
    const hearing = new Promise<void>((resolve) => {
      source.onmessage = ({ data }: { data: unknown }) => {
        const { transition } = (JSON.parse(String(data)) as Told).data;
        heard.push(transition);
        if (transition === 61) resolve();
      };
    });
    await once(source, 'open');
    for (let nth = 0; nth < 60; nth += 1) {
      if (nth === 20) await house.server.kill();
      if (nth === 40) await house.server.stop();
      if (nth % 20 === 0 && nth > 0) await house.start();
      expect((await propose(id, nth % 2 === 0 ? 'RUNNING' : 'PENDING')).status).toBe(201);
    }
    await hearing;
    source.close();
    expect(heard).toEqual(Array.from({ length: 61 }, (_, index) => index + 1));
  });

  it('is what curl shows, and ends with a reason before SIGTERM ends the service', async () => {
    const id = await house.run('stopped');
    const answer = await fetch(`${house.server.base}/transitions?after=now&task_run_id=${id}`);
    const text = answer.text();
    await propose(id, 'COMPLETED', [1.5]);
    const begun = performance.now();
    await house.server.stop();
    expect(performance.now() - begun).toBeLessThan(5_000);
    await house.start();
    expect(await text).toMatch(
      /^retry: 1000\nevent: begin\nid: (\S+):\d+\ndata: {"after":"\1:\d+"}\n\nid: \1:\d+\ndata: {.*"data":\[1\.5\].*}\n\nevent: end\nid: \1:\d+\ndata: {"reason":"stopping"}\n\n$/,
    );
  });

  it('stands in the OpenAPI document with its parameters', async () => {
    const { json } = await house.call('GET', '/openapi.json');
    const { paths } = json as { paths: Record<string, { get: Operation }> };
    const operation = paths['/api/transitions']?.get;
    expect(operation?.parameters.map(({ name }) => name).sort()).toEqual([
      'Last-Event-ID',
      'after',
      'flow_run_id',
      'tag',
      'task_run_id',
      'type',
    ]);
    expect(Object.keys(operation?.responses['200']?.content ?? {})).toEqual(['text/event-stream']);
  });
});

/** What this test wants of a transition. */
type Told = Readonly<{ data: Readonly<{ transition: number }> }>;

type Operation = Readonly<{
  parameters: readonly Readonly<{ name: string }>[];
  responses: Readonly<Record<string, Readonly<{ content: object }>>>;
}>;
