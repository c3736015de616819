import { EventEmitter } from 'node:events';
import { callsBy, exchange } from '../kill/calls.mjs';

const PATIENCE = 30_000; // ms in which a call must be answered or fail

/**
 * Calls to replicas, each to one that chance chooses.
 *
 * @param apis gives those that stand now
 * @returns `ask`, which gives the answer, or null if none came or it said to try again; the `calls` by it; what came of them
 */
export function openReplicas(apis, chance) {
  const strange = []; // as sentences
  const counts = { unavailable: 0, repeated: 0 };
  const answers = new EventEmitter().setMaxListeners(0);
  let seen = { text: null, position: -1n };

  async function ask(method, path, body, headers) {
    const answer = await answerOf(method, path, body, headers);
    if (answer === null) return null;
    if (answer.status === 503) {
      counts.unavailable += 1;
      if (!/^\d+$/.test(answer.headers.get('retry-after') ?? ''))
        strange.push(`${method} ${path} was answered 503 without Retry-After`);
      return null;
    }
    if (answer.status >= 500) strange.push(`${method} ${path} was answered ${answer.status}`);
    if (answer.headers.get('runledger-repeated') === 'true') counts.repeated += 1;
    see(answer.headers.get('runledger-position'));
    answers.emit('one');
    return answer;
  }

  // A call that gets no answer, or half of one, is none that failed: it may have been carried out.
  async function answerOf(...call) {
    const { base } = chance.oneOf(apis());
    try {
      return await exchange(base, ...call, AbortSignal.timeout(PATIENCE));
    } catch (error) {
      if (error.name === 'TimeoutError') {
        strange.push(`${call[0]} ${call[1]} was not answered within ${PATIENCE} ms`);
      } else if (error.cause === undefined) throw error; // what fetch throws of the network has one
      return null;
    }
  }

  function see(text) {
    if (text === null) return;
    const position = BigInt(text.split(':')[1]);
    if (position > seen.position) seen = { text, position };
  }

  return {
    ask,
    calls: callsBy(ask, ask),
    strange,
    counts,
    /** The furthest position that any answer told, as header. */
    position: () => seen.text,
    /** Resolves once so many more answers have come. */
    answered: (count) =>
      new Promise((resolve) => {
        let left = count;
        const hear = () => {
          left -= 1;
          if (left > 0) return;
          answers.off('one', hear);
          resolve();
        };
        answers.on('one', hear);
      }),
  };
}
