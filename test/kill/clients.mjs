import { randomUUID } from 'node:crypto';

const CLIENTS = 12;
const RUNS = 8;
const KEYED = 0.3; // of the proposals
const REPEATED = 0.3; // of the keyed ones, at once
const FORCED = 0.25;

/** Lets clients create runs and propose states to them until the server no longer answers; the journal hears of all. */
export async function driveLoad(round, calls, journal, chance) {
  const dynamicKeys = dynamicKeysOf(round);
  await Promise.all(
    Array.from({ length: CLIENTS }, (_, client) =>
      actUntilKilled(`${round}.${client}`, dynamicKeys, calls, journal, chance),
    ),
  );
}

/** The natural keys of the runs of a round: each has its own, so that what is compared stays small. */
export const dynamicKeysOf = (round) =>
  Array.from({ length: RUNS }, (_, index) => `${round}-${index}`);

async function actUntilKilled(client, dynamicKeys, calls, journal, chance) {
  for (let turn = 0; ; turn += 1) {
    const dynamicKey = chance.oneOf(dynamicKeys);
    const [runId] = journal.runIdsOf(dynamicKey);
    const alive =
      runId === undefined
        ? await create(dynamicKey, calls, journal)
        : await propose(`${client}.${turn}`, runId, calls, journal, chance);
    if (!alive) return;
  }
}

async function create(dynamicKey, calls, journal) {
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

async function propose(token, runId, calls, journal, chance) {
  const proposal = {
    token,
    runId,
    key: chance.next() < KEYED ? randomUUID() : null,
    body: { state: { ...chance.oneOf(STATES), message: token }, force: chance.next() < FORCED },
  };
  const again = proposal.key !== null && chance.next() < REPEATED;
  const alive = await send(proposal, calls, journal);
  return alive && again ? send(proposal, calls, journal) : alive;
}

/** Sends again what was asked with a key and not refused: it is granted once, whoever heard of it. */
export async function repeatKeyed(proposals, calls, journal) {
  const repeated = proposals.filter(({ key, refusals }) => key !== null && refusals.length === 0);
  await Promise.all(repeated.map((proposal) => send(proposal, calls, journal)));
}

async function send(proposal, calls, journal) {
  const { runId, key, body } = proposal;
  journal.proposalSent(proposal);
  const answer = await calls.propose(runId, body, key === null ? {} : { 'idempotency-key': key });
  if (answer === null) return false;
  journal.proposalAnswered(proposal, answer);
  return true;
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
