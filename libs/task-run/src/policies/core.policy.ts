import { copyScheduledTime } from '../rules/copy-scheduled-time.rule.js';
import { insertIntoCache } from '../rules/insert-into-cache.rule.js';
import { leaveTerminalState } from '../rules/leave-terminal-state.rule.js';
import { recordFlowAttempt } from '../rules/record-flow-attempt.rule.js';
import { renameRerun } from '../rules/rename-rerun.rule.js';
import { requireRunningFlow } from '../rules/require-running-flow.rule.js';
import { retryFailed } from '../rules/retry-failed.rule.js';
import { serveFromCache } from '../rules/serve-from-cache.rule.js';
import { takeTagSlots } from '../rules/take-tag-slots.rule.js';
import { waitForScheduledTime } from '../rules/wait-for-scheduled-time.rule.js';
import type { TaskPolicy } from './task-policy.js';

/** Judges a proposal that is neither forced nor deferred. The order is the contract (5.4). */
export const corePolicy: TaskPolicy = {
  version: 'core/1',
  rules: [
    serveFromCache, // first: a cached result needs no slot, no schedule, no running flow
    leaveTerminalState, // before the rename: a run that starts anew counts from zero and keeps its name
    requireRunningFlow,
    takeTagSlots, // asked for, but taken only if no later rule refuses
    copyScheduledTime,
    waitForScheduledTime,
    retryFailed,
    renameRerun,
    recordFlowAttempt,
    insertIntoCache,
  ],
};
