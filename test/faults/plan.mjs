const MOST_ANSWERS = 60; // between two faults; a count, so that a slow machine is harmed as busily as a quick one
const MOST_MS = 600;
const LONG = 0.04; // of the faults outlast the patience of those who wait for an answer
const LONG_MS = 7_000;

/**
 * The faults of a run in their order: each kind comes as often as the others, in an order of chance.
 *
 * @param rare kinds that come half as often
 * @returns of each its `kind`, the `answers` that clients get before it, how many `ms` it lasts if it lasts, and `which`, in
 *   [0, 1), of several it hits
 */
export function planFaults(count, kinds, rare, chance) {
  const plan = [];
  for (let turn = 0; plan.length < count; turn += 1) {
    const ofTurn = kinds.filter((kind) => turn % 2 === 0 || !rare.includes(kind));
    plan.push(...shuffled(ofTurn, chance).map((kind) => planned(kind, chance)));
  }
  return plan.slice(0, count);
}

const planned = (kind, chance) => ({
  kind,
  answers: 1 + Math.floor(chance.next() * MOST_ANSWERS),
  ms: chance.next() < LONG ? LONG_MS : Math.ceil(chance.next() * MOST_MS),
  which: chance.next(),
});

function shuffled(items, chance) {
  const left = [...items];
  const order = [];
  while (left.length > 0) order.push(...left.splice(Math.floor(chance.next() * left.length), 1));
  return order;
}
