export { projectTaskRuns, type RecordedTaskRunEvent } from './projections/project-task-runs.js';
export type { ReadModel } from './read-model.js';
export { openSqliteReadModelReader } from './sqlite/sqlite-read-model-reader.js';
export { openSqliteReadModel } from './sqlite/sqlite-read-model.js';
export * from './task-run-queries.js';
