import { randomUUID } from 'node:crypto';
import { callTo } from './calls.mjs';

/**
 * Lets clients create one run, propose states to it and read it, each call through a replica chosen by chance.
 *
 * @param run its name among the runs, from which its natural key is made
 * @param options `bases`, `clients`, `calls` (of each client), `patience` (ms, for each call)
 * @returns the history: operations `{ client, base, begin, end, input, output }`, moments in ns
 */
export async function liveOneRun(run, { bases, clients, calls, patience }, chance) {
  const known = { key: `${run}-${randomUUID()}`, id: null, revision: 0, proposals: [] };
  const chosenId = chance.oneOf([null, randomUUID()]); // by the clients, else by the server
  known.id = chosenId;
  const history = [];

  const act = async (client) => {
    for (let turn = 0; turn < calls; turn += 1) {
      const token = `${client}.${turn}`;
      const input = choose(token, chosenId, known, chance);
      const base = chance.oneOf(bases);
      const begin = process.hrtime.bigint();
      const output = await callTo(base, known, input, patience);
      const end = output === null ? null : process.hrtime.bigint();
      history.push({ client, base, begin, end, input, output });
      known.id ??= output?.run?.id ?? null;
      known.revision = Math.max(known.revision, output?.revision ?? 0);
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, client) => act(client)));
  return history;
}

function choose(token, id, known, chance) {
  const creating = known.revision === 0 ? CREATING : FINDING;
  if (known.id === null || chance.next() < creating) return { call: 'create', id, token };
  if (chance.next() < READING) return { call: 'read' };
  const ifMatch = chance.next() < CONDITIONAL ? known.revision : null;
  if (chance.next() < RENAMING) return { call: 'rename', token, ifMatch };
  const repeated = chance.next() < REPEATING ? chance.oneOf(known.proposals) : undefined;
  if (repeated !== undefined) return repeatOf(repeated, token, chance);
  const proposal = { call: 'propose', token, ...newProposal(chance), ifMatch };
  if (proposal.key !== null || proposal.transitionId !== null) known.proposals.push(proposal);
  return proposal;
}

const CREATING = 0.4; // of the calls before an answer tells that the run is there
const FINDING = 0.05; // of the calls after that
const READING = 0.35; // of the other calls
const CONDITIONAL = 0.2; // of the changes
const RENAMING = 0.1; // of the changes
const REPEATING = 0.25; // of the proposals: one with a key, perhaps on its way
const OTHER_BODY = 0.1; // of those with an Idempotency-Key

const repeatOf = (proposal, token, chance) =>
  proposal.key !== null && chance.next() < OTHER_BODY ? { ...proposal, token } : proposal;

const newProposal = (chance) => ({
  ...chance.oneOf(STATES),
  force: chance.next() < 0.25,
  ...chance.oneOf([
    { key: null, transitionId: null },
    { key: randomUUID(), transitionId: null },
    { key: null, transitionId: randomUUID() },
  ]),
});

const plain = (type) => ({ type, deferred: false, result: false });

// So chosen that a run seldom stays where only force moves it.
const STATES = [
  ...['SCHEDULED', 'PENDING', 'RUNNING', 'RUNNING', 'RUNNING', 'FAILED', 'FAILED'].map(plain),
  ...['COMPLETED', 'CANCELLED', 'CRASHED', 'PAUSED', 'CANCELLING'].map(plain),
  { ...plain('PENDING'), deferred: true },
  { ...plain('COMPLETED'), result: true },
];
