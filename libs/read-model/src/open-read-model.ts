import { resolve } from 'node:path';
import type { Configuration } from '@app/runtime';
import type { ProjectorRole } from './projector-role.js';
import type { ReadModel, ReadModelDraft } from './read-model.js';
import { openSqliteDraft } from './sqlite/sqlite-draft.js';
import { openSqliteReadModelReader } from './sqlite/sqlite-read-model-reader.js';
import { openSqliteReadModel } from './sqlite/sqlite-read-model.js';
import type { TaskRunQueries } from './task-run-queries.js';

/** Where the read model is. Ledgers of several namespaces may share a database. */
export type ReadModelSettings = Pick<
  Configuration,
  'dataDir' | 'databaseUrl' | 'eventStoreNamespace'
>;

/** The driver of a database is loaded only where it is needed. */
const postgresql = () => import('./postgresql/index.js');

/** Opens the rows that the settings name for the projector. @throws ReadModelUnavailable */
export const openReadModel = async ({
  dataDir,
  databaseUrl,
  eventStoreNamespace,
}: ReadModelSettings): Promise<ReadModel> =>
  databaseUrl === null
    ? openSqliteReadModel(resolve(dataDir))
    : (await postgresql()).openPostgresReadModel(databaseUrl, eventStoreNamespace);

/** Opens the rows that the settings name for queries. Whether they can be reached shows when they are asked. */
export const openReadModelReader = async ({
  dataDir,
  databaseUrl,
  eventStoreNamespace,
}: ReadModelSettings): Promise<TaskRunQueries> =>
  databaseUrl === null
    ? openSqliteReadModelReader(resolve(dataDir))
    : (await postgresql()).openPostgresReadModelReader(databaseUrl, eventStoreNamespace);

/** Opens rows that are filled beside those shown. @throws DraftExists, ReadModelUnavailable */
export const openDraft = async ({
  dataDir,
  databaseUrl,
  eventStoreNamespace,
}: ReadModelSettings): Promise<ReadModelDraft> =>
  databaseUrl === null
    ? openSqliteDraft(resolve(dataDir))
    : (await postgresql()).openPostgresDraft(databaseUrl, eventStoreNamespace);

/** The part of the one active projector; null where the directory of the log has one owner anyway. */
export const openProjectorRole = async ({
  databaseUrl,
  eventStoreNamespace,
}: ReadModelSettings): Promise<ProjectorRole | null> =>
  databaseUrl === null
    ? null
    : (await postgresql()).openPostgresProjectorRole(databaseUrl, eventStoreNamespace);
