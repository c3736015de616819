import { draftContract } from '../contract/draft.contract.js';
import { directories } from './directory.fixture.js';
import { openSqliteDraft } from './sqlite-draft.js';
import { openSqliteReadModelReader } from './sqlite-read-model-reader.js';
import { openSqliteReadModel } from './sqlite-read-model.js';

const newDirectory = directories();

describe('a draft of the SQLite read model', () => {
  draftContract(async () => {
    const directory = newDirectory();
    return {
      readModel: openSqliteReadModel(directory),
      queries: openSqliteReadModelReader(directory),
      openDraft: async () => openSqliteDraft(directory),
    };
  });
});
