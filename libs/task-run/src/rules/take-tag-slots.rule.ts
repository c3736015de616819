import { abort, clampedPoisson, pass, wait } from '@app/orchestration';
import type { LimitFact } from '../facts.js';
import { ANY } from './pairs.js';
import type { TaskRule } from './task-rule.js';

/** A run starts with a slot in the limit of each of its tags, or waits for all of them (5.4, rule 5; a holder keeps its slot). */
export const takeTagSlots: TaskRule = {
  name: 'TakeTagSlots',
  from: ANY,
  to: ['RUNNING'],
  reads: ({ facts: { limits, chance } }) =>
    limits.length === 0
      ? {}
      : {
          limits: limits.map(({ tag, taken, limit }) => `${tag} ${taken}/${limit}`).join(', '),
          chance,
        },
  judge({ facts: { limits, chance } }) {
    const closed = limits.find(({ limit }) => limit === 0);
    if (closed !== undefined) {
      return abort(
        `The concurrency limit on tag "${closed.tag}" is 0 and will deadlock if the task tries to run again.`,
      );
    }
    const fullest = limits.filter(isFull).reduce<LimitFact | null>(fuller, null);
    if (fullest === null) {
      return { ...pass, effects: limits.map(({ id }) => ({ effect: 'take-slot', limitId: id })) };
    }
    const tags = limits.map(({ tag }) => tag).join(', ');
    return wait(secondsToWait(fullest, chance), `Concurrency limit reached for tags: ${tags}`);
  },
};

const isFull = ({ limit, taken, holds }: LimitFact): boolean => !holds && taken >= limit;

const fuller = (fullest: LimitFact | null, other: LimitFact): LimitFact =>
  fullest !== null && fullest.taken / fullest.limit >= other.taken / other.limit ? fullest : other;

const LONGEST_MEAN = 10; // seconds

function secondsToWait({ averageOccupancy }: LimitFact, chance: number): number {
  const mean = averageOccupancy > 0 ? Math.min(averageOccupancy, LONGEST_MEAN) : LONGEST_MEAN;
  return Math.round(clampedPoisson(mean, 0.3, chance));
}
