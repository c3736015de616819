export { projectTaskRuns, type RecordedTaskRunEvent } from './projections/project-task-runs.js';
export type { RowChange, RunUpdate, Standing } from './projections/row-change.js';
export * from './read-model.js';
export { openSqliteReadModelReader } from './sqlite/sqlite-read-model-reader.js';
export { openSqliteReadModel } from './sqlite/sqlite-read-model.js';
