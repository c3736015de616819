import { copyScheduledTime } from '../rules/copy-scheduled-time.rule.js';
import { copyTaskParametersId } from '../rules/copy-task-parameters-id.rule.js';
import { insertIntoCache } from '../rules/insert-into-cache.rule.js';
import { leaveTerminalState } from '../rules/leave-terminal-state.rule.js';
import { preventPendingTransitions } from '../rules/prevent-pending-transitions.rule.js';
import { recordFlowAttempt } from '../rules/record-flow-attempt.rule.js';
import { renameRerun } from '../rules/rename-rerun.rule.js';
import { retryFailed } from '../rules/retry-failed.rule.js';
import { serveFromCache } from '../rules/serve-from-cache.rule.js';
import { waitForScheduledTime } from '../rules/wait-for-scheduled-time.rule.js';
import type { TaskPolicy } from './task-policy.js';

/** Judges a deferred proposal, even a forced one: the run waits for a worker, not for a flow run or a slot (5.1, P1). */
export const backgroundPolicy: TaskPolicy = {
  version: 'background/1',
  rules: [
    preventPendingTransitions, // first: of two workers that take up a run, one must lose
    serveFromCache,
    leaveTerminalState,
    copyScheduledTime,
    copyTaskParametersId,
    waitForScheduledTime,
    retryFailed,
    renameRerun,
    recordFlowAttempt,
    insertIntoCache,
  ],
};
