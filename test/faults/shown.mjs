import { setTimeout as delay } from 'node:timers/promises';
import { callsBy, exchange } from '../kill/calls.mjs';

const PATIENCE = 30_000; // ms
const PAUSE = 50; // ms
const PAGE = 20; // runs that are asked for at once

/**
 * What a replica shows of runs, once its lists have come as far as a position.
 *
 * @returns by run id `{ run, row, states, decisions }`
 * @throws Error if it answers neither 200 nor, for less than 30 s, 503
 */
export async function shownBy({ base }, runIds, position) {
  const { run, states, decisions, rows } = callsAt(base, position);
  const shown = new Map();
  for (let begin = 0; begin < runIds.length; begin += PAGE) {
    const page = runIds.slice(begin, begin + PAGE);
    const listed = await rows(page);
    await Promise.all(
      page.map(async (id) =>
        shown.set(id, {
          run: await run(id),
          row: listed.find((row) => row.id === id),
          states: await states(id),
          decisions: await decisions(id),
        }),
      ),
    );
  }
  return shown;
}

/** How many runs the lists of a replica have. @throws Error as above */
export const countedBy = ({ base }, position) => callsAt(base, position).count();

function callsAt(base, position) {
  const read = async (method, path, body) => {
    const deadline = performance.now() + PATIENCE;
    for (;;) {
      const answer = await exchange(base, method, path, body, { 'runledger-position': position });
      if (answer.status === 200) return answer.body;
      if (answer.status !== 503 || performance.now() > deadline)
        throw new Error(`${base}${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
      await delay(PAUSE);
    }
  };
  return callsBy(null, read);
}
