import { pass } from '@app/orchestration';
import { cacheKeyToLookUp } from '../facts.js';
import { ANY } from './pairs.js';
import type { TaskRule } from './task-rule.js';

/** A start whose cache key has a valid entry takes over its result as Cached (5.4, rule 2). */
export const serveFromCache: TaskRule = {
  name: 'ServeFromCache',
  from: ANY,
  to: ['RUNNING'],
  reads: ({ proposed, facts }) => ({
    cacheKey: cacheKeyToLookUp(proposed),
    donor: facts.cached?.donor.runId ?? null,
  }),
  judge({ proposed, facts }) {
    if (cacheKeyToLookUp(proposed) === null || facts.cached === null) return pass;
    const { type, message, data, details } = facts.cached.state;
    return {
      says: 'replace',
      substitute: { type, name: 'Cached', message, data, details },
      reason: 'Retrieved state from cache',
    };
  },
};
