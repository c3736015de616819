import { setTimeout as delay } from 'node:timers/promises';
import { StoreUnavailable, type EventStore } from '@app/event-store';
import { UnreadableLedger } from '@app/ledger';
import { FeedHouse, PUBLIC_URL, type Block } from './feed-house.fixture.js';

describe('the feed of transitions', () => {
  let house: FeedHouse;
  beforeEach(async () => {
    house = await FeedHouse.open();
  });
  afterEach(() => house.close());

  const idsOf = (blocks: readonly Block[]): (string | null)[] => blocks.map(({ id }) => id);

  describe('without end', () => {
    beforeEach(() => house.serve());

    it('begins with the first transition and goes on with those that come', async () => {
      const run = await house.run();
      const before = [house.log.head, await house.set(run, 'RUNNING')];
      const reader = await house.read();
      const told = [await reader.nextEvent(), await reader.nextEvent()];
      const coming = await house.set(run, 'COMPLETED');
      told.push(await reader.nextEvent());
      expect(idsOf(told)).toEqual([...before, coming].map((position) => house.id(position)));
      reader.leave();
    });

    it('is what a proxy neither keeps nor holds back', async () => {
      const { answer } = await house.read();
      expect(answer.statusCode).toBe(200);
      expect(answer.headers).toMatchObject({
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      answer.destroy();
    });

    it('says at once when to come back, and where it begins', async () => {
      const reader = await house.read('?after=now');
      const id = house.id(house.log.head);
      expect(await reader.next()).toMatchObject({
        text: `retry: 1000\nevent: begin\nid: ${id}\ndata: {"after":"${id}"}`,
      });
      reader.leave();
    });

    it('tells a transition as a CloudEvent, its data as they were written', async () => {
      const run = await house.run({ tags: ['blue'] });
      const source = '[1.0,\r\n 12345678901234567890]';
      await house.set(run, 'COMPLETED', { data: { value: [1, 12345678901234567000], source } });
      const reader = await house.read(`?after=${house.id(house.log.head - 1n)}`);
      const { event, data, text } = await reader.nextEvent();
      const { ledgerId } = house.ledger.identity;
      expect(event).toBeNull();
      expect(data).toMatchObject({
        specversion: '1.0',
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        source: `urn:runledger:${ledgerId}`,
        subject: run,
        sequence: '0000000000000002',
        datacontenttype: 'application/json',
        dataschema: expect.stringContaining(`${PUBLIC_URL}/api/schemas/`),
        traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
        data: { transition: 2, state: { type: 'COMPLETED' }, about: { tags: ['blue'] } },
      });
      expect(text).toContain('"data":[1.0,\ndata:  12345678901234567890]');
      reader.leave();
    });

    it('is kept from pages of origins that may not call', async () => {
      const ours = await house.read('', { origin: 'https://ui.example.org' });
      const others = await house.read('', { origin: 'https://evil.example.org' });
      const allowed = [ours, others].map(
        ({ answer }) => answer.headers['access-control-allow-origin'],
      );
      expect(allowed).toEqual(['https://ui.example.org', undefined]);
      ours.leave();
      others.leave();
    });

    it('is no slow request when it ends, but is counted and logged', async () => {
      const reader = await house.read();
      await reader.next();
      reader.leave();
      const answered = () => house.logged.find(({ msg }) => msg === 'answered');
      while (answered() === undefined) await delay(5);
      expect(answered()).toMatchObject({ route: '/api/transitions', status: 200 });
      const metrics = await house.metrics.registry.metrics();
      expect(metrics).toContain(
        'runledger_http_requests_total{method="GET",route="/api/transitions"',
      );
      expect(metrics).not.toContain('duration_seconds_count{method="GET",route="/api/transitions"');
    });
  });

  describe('of a filter', () => {
    let wanted: string;
    let plain: string;
    beforeEach(async () => {
      await house.serve();
      plain = await house.run();
      wanted = await house.run({ tags: ['blue', 'large'] });
    });

    it.each([
      ['a run', () => `task_run_id=${wanted.toUpperCase()}`],
      ['a tag', () => 'tag=blue'],
      ['any of two tags', () => 'tag=green&tag=large'],
      ['a run and a tag', () => `task_run_id=${wanted}&tag=blue`],
    ])('holds the transitions of %s and no others', async (_, query) => {
      const start = house.id(house.log.head);
      await house.set(plain, 'RUNNING');
      const before = await house.set(wanted, 'RUNNING');
      const reader = await house.read(`?after=${start}&${query()}`);
      const told = [await reader.nextEvent()];
      await house.set(plain, 'COMPLETED');
      const coming = await house.set(wanted, 'COMPLETED');
      told.push(await reader.nextEvent());
      expect(idsOf(told)).toEqual([house.id(before), house.id(coming)]);
      reader.leave();
    });

    it('holds the states of its types', async () => {
      const reader = await house.read('?type=FAILED&type=CRASHED');
      const positions: bigint[] = [];
      for (const type of ['RUNNING', 'FAILED', 'PENDING', 'CRASHED'] as const) {
        positions.push(await house.set(plain, type));
      }
      const told = [await reader.nextEvent(), await reader.nextEvent()];
      expect(idsOf(told)).toEqual([positions[1], positions[3]].map((at) => house.id(at ?? 0n)));
      reader.leave();
    });

    it('asks for all of its names together', async () => {
      const reader = await house.read('?tag=blue&type=FAILED');
      await house.set(wanted, 'RUNNING');
      await house.set(plain, 'FAILED');
      const both = await house.set(wanted, 'FAILED');
      expect((await reader.nextEvent()).id).toBe(house.id(both));
      reader.leave();
    });
  });

  describe('of a reader that comes back', () => {
    let run: string;
    let positions: readonly bigint[];
    beforeEach(async () => {
      await house.serve();
      run = await house.run();
      positions = [await house.set(run, 'PENDING'), await house.set(run, 'RUNNING')];
    });
    const [first, second] = [
      () => house.id(positions[0] ?? 0n),
      () => house.id(positions[1] ?? 0n),
    ];

    it.each([
      ['by header', () => house.read('', { 'last-event-id': first() })],
      ['by query', () => house.read(`?after=${first()}`)],
      [
        'by header, whatever the query says',
        () => house.read('?after=now', { 'last-event-id': first() }),
      ],
    ])('goes on behind its last event, told %s', async (_, read) => {
      const reader = await read();
      expect((await reader.nextEvent()).id).toBe(second());
      reader.leave();
    });

    it('holds only what comes where that is asked for', async () => {
      const reader = await house.read('?after=now');
      const coming = await house.set(run, 'COMPLETED');
      expect((await reader.nextEvent()).id).toBe(house.id(coming));
      reader.leave();
    });

    it.each([
      ['another log', () => '11111111-1111-4111-8111-111111111111:1'],
      ['beyond the head', () => house.id(house.log.head + 1n)],
    ])('is refused with 409 for an id of %s', async (_, id) => {
      const answers = [
        await house.read('', { 'last-event-id': id() }),
        await house.read(`?after=${id()}`),
      ];
      expect(answers.map(({ answer }) => answer.statusCode)).toEqual([409, 409]);
      for (const reader of answers) reader.leave();
    });

    it.each([
      ['', { 'last-event-id': 'yesterday' }, ['header', 'Last-Event-ID']],
      ['', { 'last-event-id': 'now' }, ['header', 'Last-Event-ID']],
      ['?after=yesterday', {}, ['query', 'after']],
      ['?type=FAILED&type=BROKEN', {}, ['query', 'type', 1]],
      ['?task_run_id=mine', {}, ['query', 'task_run_id', 0]],
    ])('is refused with 422 that names the field: "%s" %j', async (query, headers, loc) => {
      const { answer } = await house.read(query, headers);
      const body = await textOf(answer);
      expect(answer.statusCode).toBe(422);
      expect(JSON.parse(body)).toMatchObject({ exception_detail: [{ loc }] });
    });
  });

  it('moves the place of a reader on for whom nothing comes', async () => {
    await house.serve({ limits: { heartbeat: 20 } });
    const run = await house.run();
    const reader = await house.read('?tag=none');
    const passedBy = await house.set(run, 'RUNNING');
    let beat = await reader.next();
    while (beat?.id !== house.id(passedBy)) beat = await reader.next();
    expect(beat.text).toBe(`: heartbeat\nid: ${house.id(passedBy)}`);
    reader.leave();
  });

  it('asks for credentials where the service does', async () => {
    await house.serve({ auth: { user: 'ada', password: 'x' } });
    const refused = await house.read();
    const authorization = `Basic ${Buffer.from('ada:x').toString('base64')}`;
    const reader = await house.read('', { authorization });
    expect([refused.answer.statusCode, reader.answer.statusCode]).toEqual([401, 200]);
    refused.leave();
    reader.leave();
  });

  it('has room for so many readers, and for others once one has left', async () => {
    await house.serve({ limits: { readers: 2 } });
    const [one, two] = [await house.read(), await house.read()];
    const third = await house.read();
    expect(third.answer.statusCode).toBe(503);
    expect(third.answer.headers['retry-after']).toBe('1');
    third.leave();
    one.leave();
    let next = await house.read();
    for (; next.answer.statusCode !== 200; next = await house.read()) next.leave();
    two.leave();
    next.leave();
  });

  describe('of a reader that takes nothing', () => {
    let written: string[];
    beforeEach(async () => {
      await house.serve({ limits: { patience: 100 } });
      const run = await house.run();
      written = [house.id(house.log.head)];
      const message = 'x'.repeat(500_000);
      for (let nth = 0; nth < 40; nth += 1) {
        written.push(house.id(await house.set(run, 'RUNNING', { message })));
      }
    });
    const logged = async (msg: string): Promise<void> => {
      while (!house.logged.some((line) => line.msg === msg)) await delay(5);
    };
    const transitionsOf = (blocks: readonly Block[]): (string | null)[] =>
      idsOf(blocks.filter(({ event, data }) => event === null && data !== undefined));

    it('is cut, and says why if it is heard in time', async () => {
      const reader = await house.readNothing();
      await logged('slow reader cut');
      const heard = await reader.rest();
      const last = transitionsOf(heard).at(-1);
      expect(heard.at(-1)).toMatchObject({
        event: 'end',
        id: last,
        data: { reason: 'slow reader' },
      });
      expect(last).not.toBe(written.at(-1));
    });

    it('is cut unheard, and goes on without a gap', async () => {
      const reader = await house.readNothing();
      await logged('answered');
      const told = transitionsOf(await reader.rest());
      expect(told.length).toBeLessThan(written.length);
      await house.stopServing();
      await house.serve();
      const again = await house.read('', { 'last-event-id': told.at(-1) ?? '' });
      while (told.length < written.length) told.push((await again.nextEvent()).id);
      expect(told).toEqual(written);
      again.leave();
    });
  });

  it('ends at once when the service stops, says so, and does not hold the stop up', async () => {
    await house.serve();
    const run = await house.run();
    const reader = await house.read('?after=now');
    const at = await house.set(run, 'RUNNING');
    await reader.nextEvent();
    const begun = performance.now();
    const [rest] = await Promise.all([reader.rest(), house.stopServing()]);
    expect(performance.now() - begun).toBeLessThan(1_000);
    expect(rest).toMatchObject([{ event: 'end', id: house.id(at), data: { reason: 'stopping' } }]);
  });

  it.each([
    ['log unavailable', new StoreUnavailable('gone')],
    ['log unreadable', new UnreadableLedger('of another version')],
    ['unexpected error', new Error('a bug')],
  ])('ends with the reason when the log fails: %s', async (reason, error) => {
    const broken = new AbortController();
    const breaking = new Promise<never>((_, reject) => {
      broken.signal.onabort = () => reject(error);
    });
    const log: Pick<EventStore, 'subscribe'> = {
      async *subscribe(after, signal) {
        const items = house.log.subscribe(after, signal)[Symbol.asyncIterator]();
        for (;;) {
          const { done, value } = await Promise.race([items.next(), breaking]);
          if (done === true) return;
          yield value;
        }
      },
    };
    await house.serve({ log });
    const readers = [await house.read(), await house.read()];
    const run = await house.run();
    await house.set(run, 'RUNNING');
    for (const reader of readers) await reader.nextEvent();
    broken.abort();
    for (const reader of readers) {
      expect((await reader.rest()).at(-1)).toMatchObject({
        event: 'end',
        data: { reason },
      });
    }
  });
});

async function textOf(stream: AsyncIterable<unknown>): Promise<string> {
  let text = '';
  for await (const chunk of stream) text += String(chunk);
  return text;
}
