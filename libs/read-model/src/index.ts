export {
  openDraft,
  openProjectorRole,
  openReadModel,
  openReadModelReader,
} from './open-read-model.js';
export { projectTaskRuns, type RecordedTaskRunEvent } from './projections/project-task-runs.js';
export type { HeldRole, ProjectorRole } from './projector-role.js';
export {
  CheckpointMoved,
  DraftExists,
  ReadModelUnavailable,
  type ReadModel,
  type ReadModelDraft,
} from './read-model.js';
export { openSqliteDraft } from './sqlite/sqlite-draft.js';
export { openSqliteReadModelReader } from './sqlite/sqlite-read-model-reader.js';
export { openSqliteReadModel } from './sqlite/sqlite-read-model.js';
export * from './task-run-queries.js';
