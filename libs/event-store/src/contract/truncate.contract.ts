import { NO_STREAM, revision, type EventStore } from '../event-store.js';
import { all, events, read, revisions, revisionsOf } from './events.fixture.js';

export function truncateContract(store: () => EventStore): void {
  beforeEach(() => store().append('a', NO_STREAM, events(4)));

  it('hides what lies before, and leaves the rest where it stands', async () => {
    await store().truncateBefore('a', revision(2n));
    expect(revisionsOf(await read(store(), 'a'))).toEqual(revisions(2, 3));
    expect(revisionsOf(await all(store().read('a', revision(2n))))).toEqual(revisions(3, 3));
  });

  it('lets a stream go on from where it stands, even if nothing is left of it', async () => {
    await store().truncateBefore('a', revision(4n));
    expect(await read(store(), 'a')).toEqual([]);
    const refused = store().append('a', NO_STREAM, events(1));
    await expect(refused).rejects.toMatchObject({ name: 'WrongRevision', actual: 3n });
    expect(await store().append('a', revision(3n), events(1))).toMatchObject({ revision: 4n });
    expect(revisionsOf(await read(store(), 'a'))).toEqual(revisions(4, 4));
  });

  it('leaves other streams alone', async () => {
    await store().append('b', NO_STREAM, events(2));
    await store().truncateBefore('a', revision(2n));
    expect(await read(store(), 'b')).toHaveLength(2);
  });
}
