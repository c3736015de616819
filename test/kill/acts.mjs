import { randomUUID } from 'node:crypto';

const KEYED = 0.3; // of the proposals
const FORCED = 0.25;

/** Creates the run of a natural key, or finds it. Says whether there was an answer. */
export async function create(dynamicKey, calls, journal) {
  journal.createSent(dynamicKey);
  const answer = await calls.create({
    name: dynamicKey,
    task_key: 'kill',
    dynamic_key: dynamicKey,
    empirical_policy: { retries: 2, retry_delay: 0 },
    state: { type: 'PENDING', message: dynamicKey },
  });
  if (answer === null) return false;
  journal.createAnswered(dynamicKey, answer);
  return true;
}

/** A proposal to a run, known again by its token; with a key it can be repeated. */
export const proposalTo = (runId, token, chance) => ({
  token,
  runId,
  key: chance.next() < KEYED ? randomUUID() : null,
  body: { state: { ...chance.oneOf(STATES), message: token }, force: chance.next() < FORCED },
});

/** Sends a proposal, for the first time or again. Says whether there was an answer. */
export async function propose(proposal, calls, journal) {
  const { runId, key, body } = proposal;
  journal.proposalSent(proposal);
  const answer = await calls.propose(runId, body, key === null ? {} : { 'idempotency-key': key });
  if (answer === null) return false;
  journal.proposalAnswered(proposal, answer);
  return true;
}

/** Sends a proposal again when no earlier sending can be on its way any more: what is answered now holds. */
export async function settle(proposal, calls, journal) {
  const answered = await propose(proposal, calls, journal);
  if (answered) journal.proposalSettled(proposal);
  return answered;
}

// Among them is an answer of each kind: a run that waits, one that has its result, one that retries.
const STATES = [
  { type: 'PENDING' },
  { type: 'RUNNING' },
  { type: 'RUNNING' },
  { type: 'FAILED' },
  { type: 'COMPLETED', data: { result: 1 } },
  { type: 'CANCELLING' },
  { type: 'CRASHED' },
  { type: 'SCHEDULED', state_details: { scheduled_time: '2999-01-01T00:00:00Z' } },
];
