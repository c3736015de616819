import { setTimeout as delay } from 'node:timers/promises';

const PATIENCE = 60_000; // ms until one must be at work
const ANSWER = 1_000; // ms

/** The publisher that is at work, once a single one says that it is. @throws Error if none does in time */
export async function atWork(house) {
  const deadline = performance.now() + PATIENCE;
  for (;;) {
    const { publishers } = house;
    const figures = await Promise.all(publishers.map(figuresOf));
    const working = publishers.filter((_, index) => figures[index]?.['standing by'] === 0);
    if (working.length === 1) return working[0];
    if (performance.now() > deadline)
      throw new Error(`${working.length} publishers are at work: ${JSON.stringify(figures)}`);
    await delay(50);
  }
}

/** What it says of itself; null if it says nothing. */
export async function figuresOf({ base }) {
  try {
    const signal = AbortSignal.timeout(ANSWER);
    const answer = await fetch(`${base}/ready?verbose=1`, { signal });
    return (await answer.json()).figures;
  } catch {
    return null;
  }
}
