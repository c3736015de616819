import { NO_STREAM, revision, type EventStore } from '../event-store.js';
import { all, event, events, read, revisions, revisionsOf } from './events.fixture.js';

const TEXTS: readonly unknown[] = [
  'naïve – 東京 – 🦊👩‍👩‍👧‍👦',
  '\u0000 \u001f \u007f \u2028 \u2029 \ufeff \uffff',
  { 'a key': [null, true, 1e-7, -0.5, 123456789012345, '"\\/'], '': {} },
  '🦊'.repeat(100_000),
];

export function readContract(store: () => EventStore): void {
  it('finds nothing where nothing is', async () => {
    expect(await read(store(), 'a')).toEqual([]);
  });

  it('begins after the given revision', async () => {
    await store().append('a', NO_STREAM, events(3));
    expect(revisionsOf(await all(store().read('a', revision(0n))))).toEqual(revisions(1, 2));
    expect(await all(store().read('a', revision(2n)))).toEqual([]);
  });

  it('finds at once what was answered', async () => {
    let at = NO_STREAM;
    while (at < 9n) {
      ({ revision: at } = await store().append('a', at, events(1)));
      expect((await read(store(), 'a')).at(-1)?.revision).toBe(at);
    }
  });

  it('gives back every text as it was given, and by whichever name', async () => {
    const stream = 'straße-🦊-%_"\'';
    const appended = TEXTS.map((text) => ({
      ...event(JSON.stringify(text)),
      metadata: JSON.stringify({ text }),
    }));
    await store().append(stream, NO_STREAM, appended);
    const found = await read(store(), stream);
    expect(found).toMatchObject(appended);
    expect(found.map((event) => event.stream)).toEqual(TEXTS.map(() => stream));
  });

  it('goes through a long stream in order', async () => {
    let at = NO_STREAM;
    while (at < 2_399n) ({ revision: at } = await store().append('a', at, events(600)));
    expect(revisionsOf(await read(store(), 'a'))).toEqual(revisions(0, 2_399));
  });
}
