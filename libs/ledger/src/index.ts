export { Admission } from './admission.js';
export type { Answer } from './answer.js';
export type { Changed } from './change-task-run.js';
export type { Creation } from './create-task-run.js';
export type { DecisionLine } from './reads/decisions.js';
export * from './errors.js';
export {
  copyLog,
  type CopyOptions,
  type CopyProgress,
  type CopyReport,
} from './log/copy/copy-log.js';
export { SourceRefused, TargetRefused } from './log/copy/refused.js';
/** @public to tools that read the log beside the service */
export { brokenLink } from './log/hash-chain.js';
export { openIdentity, readIdentity, type LedgerIdentity } from './log/identity.js';
export { openLedger, type Ledger } from './ledger.js';
export type { Origin } from './origin.js';
export type { Conditions } from './set-task-run-state.js';
export { systemSources } from './system-sources.js';
export { loggedEventOf, taskRunEventOf } from './log/task-run-event.js';
