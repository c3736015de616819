import {
  cacheKeyToLookUp,
  policyFor,
  type CachedState,
  type Facts,
  type Proposal,
} from '@app/task-run';
import type { Parts } from './parts.js';
import { lookUp } from './result-cache.js';

/**
 * Gathers what a proposal to a run is judged on: only what its policy looks at, each a fold of its own stream.
 *
 * No run is in a flow run yet and no limit exists, so neither is asked for.
 */
export async function gatherFacts(parts: Parts, proposal: Proposal): Promise<Facts> {
  const { sources } = parts;
  const now = sources.now();
  return {
    now,
    chance: sources.chance(),
    stateId: sources.newStateId(),
    flowRun: null,
    limits: [],
    cached: await cachedFor(parts, proposal, now),
  };
}

async function cachedFor(
  parts: Parts,
  proposal: Proposal,
  now: Facts['now'],
): Promise<CachedState | null> {
  const key = policyFor(proposal).rules.length === 0 ? null : cacheKeyToLookUp(proposal.state);
  return key === null ? null : lookUp(parts, key, now);
}
