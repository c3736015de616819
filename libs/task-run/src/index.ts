export { decodeEvent, encodeEvent, SCHEMA_VERSION, type LedgerEvent } from './codec/event.codec.js';
export { decodeState, encodeState } from './codec/state.codec.js';
export type { Command, CreateTaskRun, Proposal } from './commands.js';
export { decide } from './decide.js';
export type { Decision, Granted, Missing, Refusal, Refused, SlotRelease } from './decision.js';
export type * from './events.js';
export { evolve } from './evolve.js';
export {
  cacheKeyToLookUp,
  type CachedState,
  type CacheEntry,
  type Effect,
  type Facts,
  type FlowRunFact,
  type LimitFact,
  type SlotRequest,
} from './facts.js';
export { policyFor } from './policies/policy-for.js';
export { randomName } from './random-name.js';
export {
  ABSENT,
  type Books,
  type Creation,
  type Grant,
  type RequestKey,
  type RetryPolicy,
  type TaskInput,
  type TaskRun,
} from './task-run.js';
export { recallFacts, recordFacts, type RecordedFacts } from './record/recorded-facts.js';
export {
  recallProposal,
  recordProposal,
  type RecordedProposal,
} from './record/recorded-proposal.js';
export { recordTrace, type RecordedTrace } from './record/recorded-trace.js';
