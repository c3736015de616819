export { decodeEvent, encodeEvent, SCHEMA_VERSION, type LedgerEvent } from './codec/event.codec.js';
export { decodeState, encodeState } from './codec/state.codec.js';
export type { CreateTaskRun, Proposal } from './commands.js';
export { decide } from './decide.js';
export type { Decision, Granted, Refusal, Refused } from './decision.js';
export type * from './events.js';
export { evolve } from './evolve.js';
export { cacheKeyToLookUp, type CachedState, type Effect, type Facts } from './facts.js';
export { policyFor } from './policies/policy-for.js';
export { randomName } from './random-name.js';
export {
  ABSENT,
  NO_BOOKS,
  type Books,
  type Creation,
  type Grant,
  type RequestKey,
  type RetryPolicy,
  type TaskRun,
} from './task-run.js';
export { recordFacts, type RecordedFacts } from './record/recorded-facts.js';
export { recordProposal, type RecordedProposal } from './record/recorded-proposal.js';
export { recordTrace, type RecordedTrace } from './record/recorded-trace.js';
