import { eventStoreContract } from '../event-store.contract.js';
import { openEventStoreDb } from './event-store-db.js';
import { openedAt, served } from './server.fixture.js';
import { ConnectionStringInvalid } from './url.js';

const { server, proxy, throughProxy } = served();

describe('EventStoreDB', () => {
  eventStoreContract(() => Promise.resolve(openedAt(server().url)));

  it('is spoken to when it is first asked for something', async () => {
    const store = throughProxy();
    expect(proxy().connections()).toBe(0);
    await store.head();
    expect(proxy().connections()).toBe(1);
  });

  it.each([
    ['http://127.0.0.1', 'runledger', ConnectionStringInvalid],
    ['esdb://127.0.0.1', 'Run.Ledger', RangeError],
  ])('is not opened at %s as %s', (url, namespace, fault) => {
    expect(() => openEventStoreDb({ url, namespace })).toThrow(fault);
  });
});
