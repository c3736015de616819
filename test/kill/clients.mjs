import { create, proposalTo, propose, settle } from './acts.mjs';

const CLIENTS = 12;
const RUNS = 8;
const REPEATED = 0.3; // of the proposals with a key, at once

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
        : await proposeOnceOrTwice(`${client}.${turn}`, runId, calls, journal, chance);
    if (!alive) return;
  }
}

async function proposeOnceOrTwice(token, runId, calls, journal, chance) {
  const proposal = proposalTo(runId, token, chance);
  const again = proposal.key !== null && chance.next() < REPEATED;
  const alive = await propose(proposal, calls, journal);
  return alive && again ? propose(proposal, calls, journal) : alive;
}

/** Sends again what was asked with a key and not refused: it is granted once, whoever heard of it. */
export async function repeatKeyed(proposals, calls, journal) {
  const repeated = proposals.filter(({ key, refusals }) => key !== null && refusals.length === 0);
  await Promise.all(repeated.map((proposal) => settle(proposal, calls, journal)));
}
