import { proposalOf } from './proposal.mjs';
import { createRuns, post } from './runs.mjs';

const LONG = 10_000;
const SHORT = 10;
const SAMPLES = 1_000;
const SAMPLES_A_RUN = 5; // a short run is to stay short

/** The median time of a proposal, in ms, to a run with 10,000 states and to one with 10; asked in turn, one at a time. */
export async function compareHistories(base) {
  const [long, ...shorts] = await createRuns(base, 1 + SAMPLES / SAMPLES_A_RUN);
  await propose(base, long, LONG);
  for (const short of shorts) await propose(base, short, SHORT);
  const times = { long: [], short: [] };
  for (const short of shorts) {
    for (let sample = 0; sample < SAMPLES_A_RUN; sample += 1) {
      times.long.push(await timed(() => propose(base, long, 1)));
      times.short.push(await timed(() => propose(base, short, 1)));
    }
  }
  return { long: median(times.long), short: median(times.short) };
}

async function propose(base, runId, count) {
  for (let state = 0; state < count; state += 1) {
    await post(base, `/task_runs/${runId}/set_state`, proposalOf('RUNNING'));
  }
}

async function timed(action) {
  const begun = performance.now();
  await action();
  return performance.now() - begun;
}

const median = (numbers) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)];
