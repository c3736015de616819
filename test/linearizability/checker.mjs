// Whether a history is linearizable is a search (Wing and Gong): take an operation that may come first, see whether the
// model could have answered so, go on with the rest, and go back where nothing fits. What was taken and the state that it
// led to decide all that follows, so what led nowhere is remembered (Lowe). Open operations are taken last, and what led
// nowhere without some of them leads nowhere with them.

const MOST_TRIED = 50_000; // a history of a hundred calls, half of them open, takes some hundreds

/**
 * Looks for one order that explains every answer: each operation takes effect at once, somewhere between its begin and
 * its end. An open one, whose end is null, may take effect at any moment after its begin, or never.
 *
 * @param history operations `{ begin, end, input, output }`; moments are of one clock, those that are equal overlap
 * @param model `initial`; `step(state, input, output)`: the states that an operation so answered may lead to, none if it
 *   cannot be answered so, where an output of null is not known; `isPast(state, output)`: whether neither the state nor any
 *   that may follow gives this answer. Equal states have equal JSON.
 * @returns `order`: what took effect, as indices; null if none was found. `longest`: an order that explains as many answers
 *   as any that was tried, `reached` the state after it, `blocked` the answered operations that are past in it, or else those
 *   of which one had to be next.
 *   `tried`: how long the search was. `gaveUp`: it was too long, and there may be an order.
 */
export function linearize(history, model) {
  const { open, answered, inOrder } = sorted(history);
  const tried = new Tried(open.reduce((bits, { bit }) => bits | bit, 0n));
  const order = [];
  let best = { explained: -1 };

  const explains = (taken, state, text, explained) => {
    const left = answered.filter(({ bit }) => (taken & bit) === 0n);
    const past = left.filter(({ output }) => model.isPast(state, output));
    const next = mayBeNext(inOrder, left, taken);
    if (explained > best.explained) {
      const blocked = past.length > 0 ? past : next.filter(({ end }) => end !== null);
      best = { explained, longest: [...order], reached: state, blocked };
    }
    if (left.length === 0) return true;
    return (
      past.length === 0 &&
      tried.isNew(taken, text) &&
      next.some((operation) => leadsOn(operation, taken, state, text, explained))
    );
  };

  const leadsOn = ({ index, bit, end, input, output }, taken, state, text, explained) =>
    model.step(state, input, output).some((after) => {
      const textAfter = after === state ? text : JSON.stringify(after);
      if (end === null && textAfter === text) return false; // it might as well never have happened
      order.push(index);
      if (explains(taken | bit, after, textAfter, explained + (end === null ? 0 : 1))) return true;
      order.pop();
      return false;
    });

  const found = explains(0n, model.initial, JSON.stringify(model.initial), 0);
  const { longest, reached, blocked } = best;
  return {
    order: found ? order : null,
    longest,
    reached,
    blocked: blocked.map(({ index }) => index),
    tried: tried.count,
    gaveUp: !found && tried.count === MOST_TRIED,
  };
}

function sorted(history) {
  const operations = history.map((operation, index) => ({
    ...operation,
    index,
    bit: 1n << BigInt(index),
  }));
  const open = operations.filter(({ end }) => end === null);
  const answered = operations
    .filter(({ end }) => end !== null)
    .sort((a, b) => Number(a.end > b.end) - Number(a.end < b.end));
  return { open, answered, inOrder: [...answered, ...open] };
}

/** What began before any that is left has ended. */
const mayBeNext = (inOrder, [first], taken) =>
  first === undefined
    ? []
    : inOrder.filter(({ begin, bit }) => begin <= first.end && (taken & bit) === 0n);

/** What was tried: states, with the answered operations before them, and the fewest open ones. */
class Tried {
  count = 0;
  #open;
  #fewest = new Map();

  constructor(open) {
    this.#open = open;
  }

  isNew(taken, text) {
    const place = `${(taken & ~this.#open).toString(36)} ${text}`;
    const open = taken & this.#open;
    const known = this.#fewest.get(place) ?? [];
    if (this.count === MOST_TRIED || known.some((fewer) => (fewer & open) === fewer)) return false;
    this.#fewest.set(place, [...known.filter((more) => (more & open) !== open), open]);
    this.count += 1;
    return true;
  }
}
