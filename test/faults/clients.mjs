import { setTimeout as delay } from 'node:timers/promises';
import { create, proposalTo, propose, settle } from '../kill/acts.mjs';

const CLIENTS = 12;
const READING = 0.15; // of the turns
const LISTING = 0.05;
const CREATING = 0.05; // again, where there is a run
const REPEATED = 0.2; // of the proposals with a key, though they were answered
const REPEATING = 0.5; // of the turns of a client that has something to repeat
const PAUSE = 50; // ms at most after a call without an answer
const PATIENCE = 30_000; // ms

/**
 * Lets clients work on runs through all replicas until the signal aborts; the journal hears of all.
 *
 * @param dynamicKeys gives the natural keys of the runs that are worked on now
 * @param rest ms between the turns of a client
 */
export async function driveLoad(dynamicKeys, work, signal, rest = 0) {
  await Promise.all(
    Array.from({ length: CLIENTS }, async (_, client) => {
      const again = []; // proposals with a key
      for (let turn = 0; !signal.aborted; turn += 1) {
        const token = `${client}.${turn}`;
        const alive = await act(token, work.chance.oneOf(dynamicKeys()), again, work);
        if (!alive) await delay(work.chance.next() * PAUSE);
        if (rest > 0) await delay(2 * work.chance.next() * rest);
      }
    }),
  );
}

async function act(token, dynamicKey, again, { replicas, journal, chance }) {
  const keep = (proposal) => proposeAndKeep(proposal, again, { replicas, journal, chance });
  if (again.length > 0 && chance.next() < REPEATING) return keep(again.shift());
  const [runId] = journal.runIdsOf(dynamicKey);
  const choice = chance.next();
  if (runId === undefined || choice < CREATING) return create(dynamicKey, replicas.calls, journal);
  if (choice < CREATING + READING) return read(runId, replicas, journal);
  if (choice < CREATING + READING + LISTING) return list(runId, replicas, journal);
  return keep(proposalTo(runId, token, chance));
}

async function proposeAndKeep(proposal, again, { replicas, journal, chance }) {
  const alive = await propose(proposal, replicas.calls, journal);
  if (proposal.key !== null && (!alive || chance.next() < REPEATED)) again.push(proposal);
  return alive;
}

async function read(runId, { calls }, journal) {
  const known = journal.revisionOf(runId);
  const answer = await calls.run(runId);
  if (answer === null) return false;
  const { status, headers } = answer;
  const revision = Number(JSON.parse(headers.get('etag')));
  if (status !== 200 || revision < known)
    journal.strange.push(`${runId} was read (${status}) at ${revision}, known was ${known}`);
  return true;
}

// The list is asked for with the furthest position that anybody was told of.
async function list(runId, replicas, journal) {
  const headers = { 'runledger-position': replicas.position() };
  const body = { task_runs: { id: { any_: [runId] } } };
  const answer = await replicas.ask('POST', '/task_runs/filter', body, headers);
  if (answer === null) return false;
  if (answer.status !== 200 || answer.body[0]?.id !== runId)
    journal.strange.push(`the list (${answer.status}) does not have ${runId}, which was created`);
  return true;
}

/** Sends again, until it is answered, each proposal with a key that has a sending without an answer, when none is on its way. */
export async function settleKeyed({ replicas: { calls }, journal }) {
  const open = journal.proposals().filter(({ key, unanswered }) => key !== null && unanswered > 0);
  await Promise.all(
    open.map(async (proposal) => {
      const deadline = performance.now() + PATIENCE;
      while (!(await settle(proposal, calls, journal))) {
        if (performance.now() > deadline) {
          journal.strange.push(`${proposal.token} was sent again and again, and never answered`);
          return;
        }
        await delay(PAUSE);
      }
    }),
  );
}
