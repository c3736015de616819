import { BOUNDS } from '../queries/narrowest.js';
import { readModelContract } from '../read-model.contract.js';
import { describeOnPostgresql } from './database.fixture.js';
import { openPostgresReadModelReader } from './postgres-read-model-reader.js';
import { openPostgresReadModel } from './postgres-read-model.js';

describeOnPostgresql('the PostgreSQL read model', ({ url, newNamespace }) => {
  describe.each([
    ['sorting what is few', BOUNDS],
    ['walking', { few: 0, many: 0, glance: 0 }],
    ['glancing at two before sorting', { few: 0, many: 1_000, glance: 2 }],
  ])('%s', (_, bounds) => {
    readModelContract(async () => {
      const namespace = newNamespace();
      return {
        readModel: await openPostgresReadModel(url(), namespace),
        queries: openPostgresReadModelReader(url(), namespace, bounds),
      };
    });
  });
});
