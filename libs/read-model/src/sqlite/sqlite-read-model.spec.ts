import { BOUNDS } from '../queries/narrowest.js';
import { readModelContract } from '../read-model.contract.js';
import { directories } from './directory.fixture.js';
import { openSqliteReadModelReader } from './sqlite-read-model-reader.js';
import { openSqliteReadModel } from './sqlite-read-model.js';

const newDirectory = directories();

describe.each([
  ['sorting what is few', BOUNDS],
  ['walking', { few: 0, many: 0, glance: 0 }],
  ['glancing at two before sorting', { few: 0, many: 1_000, glance: 2 }],
  ['glancing at all', { few: 0, many: 1_000, glance: 1_000 }],
])('the SQLite read model, %s', (_, bounds) => {
  readModelContract(() => {
    const directory = newDirectory();
    return {
      readModel: openSqliteReadModel(directory),
      queries: openSqliteReadModelReader(directory, bounds),
    };
  });
});
