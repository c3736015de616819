import type { Proposal } from '../commands.js';
import { backgroundPolicy } from './background.policy.js';
import { corePolicy } from './core.policy.js';
import { forcedPolicy } from './forced.policy.js';
import type { TaskPolicy } from './task-policy.js';

/** The policy that judges a proposal: deferred beats force (5.1). */
export function policyFor({ state, force }: Proposal): TaskPolicy {
  if (state.details.deferred === true) return backgroundPolicy;
  return force ? forcedPolicy : corePolicy;
}
