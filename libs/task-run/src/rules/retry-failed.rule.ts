import { clampedPoisson, NO_DETAILS, pass, secondsAfter } from '@app/orchestration';
import type { RetryPolicy } from '../task-run.js';
import type { TaskRule } from './task-rule.js';

/** A run that fails with a retry left is scheduled anew, as AwaitingRetry (5.4, rule 9). */
export const retryFailed: TaskRule = {
  name: 'RetryFailed',
  from: ['RUNNING'],
  to: ['FAILED'],
  reads: ({ proposed, run, facts }) => ({
    runCount: run.runCount,
    retries: run.empiricalPolicy.retries,
    retriable: proposed.details.retriable,
    chance: isJittered(run.empiricalPolicy, run.runCount) ? facts.chance : null,
  }),
  judge({ proposed, run, facts }) {
    const { retries } = run.empiricalPolicy;
    if (proposed.details.retriable === false || retries === null || run.runCount > retries) {
      return pass;
    }
    const delay = jittered(run.empiricalPolicy, run.runCount, facts.chance);
    return {
      says: 'replace',
      substitute: {
        type: 'SCHEDULED',
        name: 'AwaitingRetry',
        message: proposed.message,
        data: proposed.data,
        details: { ...NO_DETAILS, scheduledTime: secondsAfter(facts.now, delay) },
      },
      reason: 'Retrying',
    };
  },
};

function jittered(policy: RetryPolicy, runCount: number, chance: number): number {
  const delay = delayOf(policy, runCount);
  return isJittered(policy, runCount)
    ? clampedPoisson(delay, policy.retryJitterFactor ?? 0, chance)
    : delay;
}

const isJittered = (policy: RetryPolicy, runCount: number): boolean =>
  (policy.retryJitterFactor ?? 0) > 0 && delayOf(policy, runCount) > 0;

/** Seconds before the next attempt: a list has one for each, and its last serves the rest; an empty one is no delay. */
function delayOf({ retryDelay }: RetryPolicy, runCount: number): number {
  if (retryDelay === null) return 0;
  if (typeof retryDelay === 'number') return retryDelay;
  return retryDelay.at(Math.min(runCount, retryDelay.length) - 1) ?? 0;
}
