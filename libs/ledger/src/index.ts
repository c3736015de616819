export { Admission } from './admission.js';
export type { Answer } from './answer.js';
export type { Changed } from './change-task-run.js';
export type { Creation } from './create-task-run.js';
export type { DecisionLine } from './reads/decisions.js';
export * from './errors.js';
/** @public to tools that read the log beside the service */
export { brokenLink } from './log/hash-chain.js';
export { openLedger, type Ledger } from './ledger.js';
export type { Origin } from './origin.js';
export type { Sources } from './parts.js';
export type { Conditions } from './set-task-run-state.js';
export { taskRunEventOf } from './log/task-run-event.js';
