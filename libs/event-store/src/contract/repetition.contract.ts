import { NO_STREAM, revision, type EventStore, type NewEvent } from '../event-store.js';
import { event, events, read } from './events.fixture.js';

type Alteration = (events: readonly NewEvent[]) => readonly NewEvent[];

export function repetitionContract(store: () => EventStore, reopen: () => Promise<void>): void {
  const first = events(2);
  const second = events(2);
  const firstAgain = (altered: readonly NewEvent[] = first): ReturnType<EventStore['append']> =>
    store().append('a', NO_STREAM, altered);
  const appendSecond = (): ReturnType<EventStore['append']> =>
    store().append('a', revision(1n), second);

  beforeEach(() => store().append('a', NO_STREAM, first));

  it('gets the same answer and writes nothing', async () => {
    const answer = await appendSecond();
    expect(await appendSecond()).toEqual(answer);
    expect(await read(store(), 'a')).toMatchObject([...first, ...second]);
  });

  it('gets the same answer when the stream has moved on', async () => {
    const answer = await appendSecond();
    await store().append('a', revision(3n), events(1));
    expect(await appendSecond()).toEqual(answer);
    expect(await read(store(), 'a')).toHaveLength(5);
  });

  it('gets the same answer from a store that was closed meanwhile', async () => {
    const answer = await appendSecond();
    await reopen();
    expect(await appendSecond()).toEqual(answer);
    expect(await read(store(), 'a')).toHaveLength(4);
  });

  it('is known by its ids alone', async () => {
    await firstAgain(first.map((event) => ({ ...event, data: '"changed"' })));
    expect(await read(store(), 'a')).toMatchObject(first);
  });

  it.each<[string, Alteration]>([
    ['with one more event', (events) => [...events, event()]],
    ['in another order', (events) => events.toReversed()],
    ['with another last event', (events) => [...events.slice(0, -1), event()]],
    ['without its first event', (events) => events.slice(1)],
  ])('is another append %s, and refused', async (_, alter) => {
    const refused = firstAgain(alter(first));
    await expect(refused).rejects.toMatchObject({ name: 'WrongRevision', actual: 1n });
  });

  it('is a new append at the revision where the stream stands', async () => {
    expect(await store().append('a', revision(1n), first)).toMatchObject({ revision: 3n });
    expect(await read(store(), 'a')).toMatchObject([...first, ...first]);
  });

  it('is a new append in another stream', async () => {
    await store().append('b', NO_STREAM, first);
    expect(await read(store(), 'b')).toMatchObject(first);
  });
}
