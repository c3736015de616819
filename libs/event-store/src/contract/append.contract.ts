import { EventTooLarge, WrongRevision } from '../errors.js';
import { MAX_EVENT_BYTES } from '../event-size.js';
import { NO_STREAM, revision, type EventStore } from '../event-store.js';
import { event, events, read, revisions, revisionsOf, textOf } from './events.fixture.js';

export function appendContract(store: () => EventStore): void {
  it('numbers the events of each stream from 0, without a gap', async () => {
    await store().append('a', NO_STREAM, events(2));
    await store().append('b', NO_STREAM, events(1));
    await store().append('a', revision(1n), events(2));
    expect(revisionsOf(await read(store(), 'a'))).toEqual(revisions(0, 3));
    expect(revisionsOf(await read(store(), 'b'))).toEqual(revisions(0, 0));
  });

  it('answers with the place of the last event', async () => {
    const appended = await store().append('a', NO_STREAM, events(3));
    const last = (await read(store(), 'a')).at(-1);
    expect(appended).toEqual({ revision: last?.revision, position: last?.position });
  });

  it.each([NO_STREAM, revision(0n), revision(2n), revision(7n)])(
    'refuses who expects %d where the stream stands at 1, and says so',
    async (expected) => {
      await store().append('a', NO_STREAM, events(2));
      const refused = store().append('a', expected, events(1));
      await expect(refused).rejects.toBeInstanceOf(WrongRevision);
      await expect(refused).rejects.toMatchObject({ stream: 'a', expected, actual: 1n });
      expect(await read(store(), 'a')).toHaveLength(2);
    },
  );

  it('refuses who expects a stream where there is none', async () => {
    const refused = store().append('a', revision(0n), events(1));
    await expect(refused).rejects.toBeInstanceOf(WrongRevision);
    await expect(refused).rejects.toMatchObject({ actual: NO_STREAM });
  });

  it('lets one of many win who expect the same revision', async () => {
    const racers = Array.from({ length: 20 }, () => store().append('a', NO_STREAM, events(2)));
    const outcomes = await Promise.allSettled(racers);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await read(store(), 'a')).toHaveLength(2);
  });

  it('refuses an event that is too large, and all that came with it', async () => {
    const large = { ...event(textOf(MAX_EVENT_BYTES)), metadata: '1' };
    const refused = store().append('a', NO_STREAM, [event(), large]);
    await expect(refused).rejects.toEqual(new EventTooLarge(MAX_EVENT_BYTES + 1, MAX_EVENT_BYTES));
    expect(await read(store(), 'a')).toEqual([]);
  });

  it('is of at least one event', async () => {
    await expect(store().append('a', NO_STREAM, [])).rejects.toBeInstanceOf(RangeError);
  });

  it('counts bytes, not characters', async () => {
    const large = event(JSON.stringify('€'.repeat(MAX_EVENT_BYTES / 2)));
    await expect(store().append('a', NO_STREAM, [large])).rejects.toBeInstanceOf(EventTooLarge);
  });

  it('takes the largest event that there may be', async () => {
    const largest = { ...event(textOf(MAX_EVENT_BYTES - 2)), metadata: '{}' };
    await store().append('a', NO_STREAM, [largest]);
    expect(await read(store(), 'a')).toMatchObject([largest]);
  });
}
