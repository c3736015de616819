import { setTimeout as delay } from 'node:timers/promises';
import { countsOf } from './counts.mjs';

const EVERY = 50; // ms

/** What publishers publish between them, as each counts it. */
export function openProgress() {
  const growths = [performance.now()]; // when there were more records
  const totals = { transactions: 0, records: 0, interruptions: 0, fences: 0 };

  async function follow(publisher) {
    let known = { transactions: 0, records: 0, interruptions: 0, fences: 0 };
    while (!publisher.ended()) {
      const counts = await countsOf(publisher).catch(() => known); // it may be killed, or stand still
      if (counts.records > known.records) growths.push(performance.now());
      for (const name of Object.keys(totals)) totals[name] += counts[name] - known[name];
      known = counts;
      await delay(EVERY, undefined, { ref: false });
    }
  }

  return {
    follow: (publisher) => void follow(publisher),
    /** Sums over all publishers, without the last that killed ones did. */
    totals,
    growthsSince: (moment) => growths.filter((growth) => growth > moment).length,
    longestPauseSince: (moment) => longestPause(growths, moment),
  };
}

/** The longest time without a growth that went on at a moment or began later, in ms. @param growths their moments, in order */
export const longestPause = (growths, moment) =>
  Math.max(
    0,
    ...growths
      .map((growth, index) => ({ growth, before: growths[index - 1] ?? growth }))
      .filter(({ growth }) => growth > moment)
      .map(({ growth, before }) => growth - before),
  );
