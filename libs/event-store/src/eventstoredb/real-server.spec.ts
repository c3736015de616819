import { eventStoreContract } from '../event-store.contract.js';
import { findRealServer } from './real-server.fixture.js';
import { openedAt } from './server.fixture.js';

const real = await findRealServer();
const HOW = 'set EVENTSTORE_URL, or have a Docker engine';

if (real === null) {
  console.info(`skipped: the contract on a real EventStoreDB (${HOW})`);
  describe.skip(`a real EventStoreDB (${HOW})`, () => {
    it('keeps the contract', () => undefined);
  });
} else {
  describe('a real EventStoreDB', () => {
    afterAll(() => real.stop());
    eventStoreContract(() => Promise.resolve(openedAt(real.url)));
  });
}
