import { draftContract } from '../contract/draft.contract.js';
import { describeOnPostgresql } from './database.fixture.js';
import { openPostgresDraft } from './postgres-draft.js';
import { openPostgresReadModelReader } from './postgres-read-model-reader.js';
import { openPostgresReadModel } from './postgres-read-model.js';

describeOnPostgresql('a draft of the PostgreSQL read model', ({ url, newNamespace }) => {
  draftContract(async () => {
    const namespace = newNamespace();
    return {
      readModel: await openPostgresReadModel(url(), namespace),
      queries: openPostgresReadModelReader(url(), namespace),
      openDraft: () => openPostgresDraft(url(), namespace),
    };
  });
});
