export { openPostgresDraft } from './postgres-draft.js';
export { openPostgresReadModelReader } from './postgres-read-model-reader.js';
export { openPostgresReadModel } from './postgres-read-model.js';
export { openPostgresProjectorRole } from './projector-role.js';
