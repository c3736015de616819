import { NO_STREAM, revision, START, type EventStore, type Position } from '../event-store.js';
import { all, appendOneByOne, event, events, read } from './events.fixture.js';
import { subscriber, type Subscriber } from './subscriber.fixture.js';

export function subscribeContract(store: () => EventStore): void {
  let stop: AbortController;
  beforeEach(() => {
    stop = new AbortController();
  });
  afterEach(() => stop.abort());

  const subscribe = (after: Position): Subscriber => subscriber(store(), after, stop.signal);

  it('has caught up at once with an empty log', async () => {
    expect(await subscribe(START).next()).toEqual({ caughtUp: true, position: START });
  });

  it('delivers the events of all streams in the order of their appends', async () => {
    const [first, second, third] = [event(), event(), event()];
    await store().append('b', NO_STREAM, [first]);
    await store().append('a', NO_STREAM, [second]);
    await store().append('b', revision(0n), [third]);
    const { events } = await subscribe(START).catchUp();
    expect(events).toMatchObject([first, second, third]);
  });

  it('delivers what a read finds, at growing positions', async () => {
    await store().append('a', NO_STREAM, events(3));
    const { events: delivered } = await subscribe(START).catchUp();
    expect(delivered).toEqual(await read(store(), 'a'));
    const positions = delivered.map(({ position }) => position);
    expect(new Set(positions).size).toBe(3);
    expect(positions).toEqual(positions.toSorted((a, b) => (a < b ? -1 : 1)));
  });

  it('begins after the given position', async () => {
    await store().append('a', NO_STREAM, events(3));
    const [first, ...rest] = await read(store(), 'a');
    const { events: delivered } = await subscribe(first?.position ?? START).catchUp();
    expect(delivered).toEqual(rest);
  });

  it('has caught up at once at the end of the log', async () => {
    const { position } = await store().append('a', NO_STREAM, events(2));
    expect(await subscribe(position).next()).toEqual({ caughtUp: true, position });
  });

  it('goes on with what is appended later, and says each time when it has caught up', async () => {
    const live = subscribe(START);
    await live.catchUp();
    for (const stream of ['a', 'b']) {
      const appended = events(2);
      const { position } = await store().append(stream, NO_STREAM, appended);
      const caughtUp = await live.catchUp();
      expect(caughtUp.events).toMatchObject(appended);
      expect(caughtUp.position).toBe(position);
    }
  });

  it('misses and repeats nothing while others append', async () => {
    const { position: middle } = await store().append('before', NO_STREAM, events(700));
    const [early, late] = [subscribe(START), subscribe(middle)];
    const streams = Array.from({ length: 10 }, (_, index) => `s${index}`);
    const [delivered, deliveredLate] = await Promise.all([
      early.take(1_100),
      late.take(400),
      ...streams.map((stream) => appendOneByOne(store(), stream, events(40))),
    ]);
    const log = await subscribe(START).catchUp();
    expect(log.events).toHaveLength(1_100);
    expect(delivered).toEqual(log.events);
    expect(deliveredLate).toEqual(log.events.slice(700));
  });

  it('ends in the middle when the signal aborts', async () => {
    await store().append('a', NO_STREAM, events(5));
    const subscribed = subscribe(START);
    await subscribed.take(3);
    stop.abort();
    expect(await subscribed.next()).toBeUndefined();
  });

  it('ends while it waits when the signal aborts', async () => {
    const subscribed = subscribe(START);
    await subscribed.catchUp();
    const next = subscribed.next();
    stop.abort();
    expect(await next).toBeUndefined();
  });

  it('never begins when the signal has aborted', async () => {
    await store().append('a', NO_STREAM, events(1));
    expect(await all(store().subscribe(START, AbortSignal.abort()))).toEqual([]);
  });
}
