import { events, read, revisionsOf } from '../contract/events.fixture.js';
import { StoreUnavailable } from '../errors.js';
import { NO_STREAM, revision } from '../event-store.js';
import { served } from './server.fixture.js';

const { proxy, throughProxy, direct, driver, name } = served();

describe('truncating', () => {
  it('shows nothing again that it has hidden', async () => {
    const store = throughProxy();
    await store.append('a', NO_STREAM, events(4));
    await store.truncateBefore('a', revision(3n));
    await store.truncateBefore('a', revision(1n));
    expect(revisionsOf(await read(store, 'a'))).toEqual([3n]);
  });

  it('writes nothing when there is nothing more to hide', async () => {
    const store = throughProxy();
    await store.append('a', NO_STREAM, events(4));
    await store.truncateBefore('a', revision(2n));
    const { metastreamRevision } = await driver().getStreamMetadata(name('a'));
    await store.truncateBefore('a', revision(2n));
    await store.truncateBefore('a', revision(0n));
    expect(await driver().getStreamMetadata(name('a'))).toMatchObject({ metastreamRevision });
  });

  it('leaves alone what else the server keeps of the stream', async () => {
    const store = throughProxy();
    await store.append('a', NO_STREAM, events(4));
    await driver().setStreamMetadata(name('a'), { maxCount: 3, owner: 'ops' });
    await store.truncateBefore('a', revision(2n));
    const { metadata } = await driver().getStreamMetadata(name('a'));
    expect(metadata).toEqual({ maxCount: 3, owner: 'ops', truncateBefore: 2 });
  });

  it('keeps the most of what several hide at once', async () => {
    const store = throughProxy();
    await store.append('a', NO_STREAM, events(6));
    await Promise.all([4n, 1n, 5n, 2n].map((at) => store.truncateBefore('a', revision(at))));
    expect(revisionsOf(await read(store, 'a'))).toEqual([5n]);
  });

  it('is done again when its answer is lost', async () => {
    const store = throughProxy();
    await store.append('a', NO_STREAM, events(4));
    await read(store, 'a');
    proxy().cutAfterRequest();
    await store.truncateBefore('a', revision(2n));
    expect(proxy().faults.cutAfterRequest).toBe(1);
    expect(revisionsOf(await read(direct(), 'a'))).toEqual([2n, 3n]);
  });

  it('of a store that is away fails', async () => {
    const store = throughProxy();
    await proxy().refuse();
    await expect(store.truncateBefore('a', revision(2n))).rejects.toBeInstanceOf(StoreUnavailable);
  });
});
