import { chanceFrom } from '../kill/chance.mjs';
import { linearize } from './checker.mjs';
import { liveOneRun } from './clients.mjs';
import { explain } from './explain.mjs';
import { taskRun } from './model.mjs';

/**
 * Lets clients work on one run after another through all replicas, and looks for an order that explains what each run
 * answered. What harm is done to the replicas meanwhile is the caller's.
 *
 * @param options `bases` (of the replicas, with /api), `runs`, `clients` (on each run), `calls` (of each client),
 *   `patience` (ms for each call, without an answer after that), `seed`
 * @returns `unexplained`: a text for each run that has no such order, and `counts`
 */
export async function checkRuns(options) {
  const chance = chanceFrom(options.seed);
  const counts = { operations: 0, open: 0, tried: 0, answers: {}, answeredBy: {} };
  const unexplained = [];
  for (let run = 1; run <= options.runs; run += 1) {
    const history = await liveOneRun(`${options.seed}-${run}`, options, chance);
    const found = linearize(history, taskRun);
    if (found.order === null) unexplained.push(`run ${run}: ${explain(history, found)}`);
    counts.tried = Math.max(counts.tried, found.tried);
    history.forEach((operation) => count(counts, operation));
  }
  return { unexplained, counts };
}

function count(counts, { base, input, output }) {
  counts.operations += 1;
  if (output === null) {
    counts.open += 1;
    return;
  }
  const { status, verdict, repeated } = output;
  const words = verdict
    ? `${verdict.status}${repeated ? ' again' : ''}`
    : `${input.call} ${status}`;
  counts.answers[words] = (counts.answers[words] ?? 0) + 1;
  counts.answeredBy[base] = (counts.answeredBy[base] ?? 0) + 1;
}
