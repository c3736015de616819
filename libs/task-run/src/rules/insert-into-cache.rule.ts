import { pass, type ProposedState } from '@app/orchestration';
import type { CacheEntry } from '../facts.js';
import { ANY } from './pairs.js';
import type { TaskRule } from './task-rule.js';

/** A run that completes with a cache key leaves its result to others; a key that is too long is told, and the state written (5.4, rule 12). */
export const insertIntoCache: TaskRule = {
  name: 'InsertIntoCache',
  from: ANY,
  to: ['COMPLETED'],
  reads: ({ proposed }) => ({ cacheKey: proposed.details.cacheKey }),
  judge({ proposed }) {
    const key = proposed.details.cacheKey;
    if (key === null || key === '') return pass;
    const effects = [entry(key, proposed)];
    if (characters(key) <= LONGEST_KEY) return { ...pass, effects };
    const reason = `Cache key exceeded maximum allowed length of ${LONGEST_KEY} characters.`;
    return { says: 'replace', substitute: proposed, reason, effects };
  },
};

const LONGEST_KEY = 2000;

const entry = (key: string, { details }: ProposedState): CacheEntry => ({
  effect: 'insert-into-cache',
  key,
  expiration: details.cacheExpiration,
});

/** Code points, which is what the limit counts. */
const characters = (text: string): number => [...text].length;
