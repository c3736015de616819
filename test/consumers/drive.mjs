// Lives of runs that bring about every sort of transition, and much that is none.
import { randomUUID } from 'node:crypto';

const AT_ONCE = 16;

/**
 * Leads so many lives of each sort.
 *
 * @returns how many transitions the service acknowledged, by run id, and how many deletions
 * @throws Error if an answer is another than the life expects
 */
export async function drive(base, rounds) {
  const calls = callsTo(base);
  const lives = Array.from({ length: rounds }, (_, round) => LIVES.map((live) => [live, round]));
  const waiting = lives.flat();
  const lead = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const [live, round] = next;
      await live(calls, round);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lead));
  await finished(calls); // whoever has seen this one has seen all
  return calls;
}

/** Bodies are texts, so that a number goes out as it is written here. */
function callsTo(base) {
  const transitions = new Map();
  let deletions = 0;
  const call = async (method, path, body, headers = {}) => {
    const answer = await fetch(`${base}/task_runs/${path}`, {
      method,
      headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
      body,
    });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
  const count = (runId) => transitions.set(runId, (transitions.get(runId) ?? 0) + 1);
  return {
    transitions,
    deletions: () => deletions,
    /** @returns the run's id */
    async create(members, headers) {
      const answer = await call('POST', '', `{"task_key":"consumed",${members}}`, headers);
      expectStatus(201, answer);
      const { id } = JSON.parse(answer.text);
      count(id);
      return id;
    },
    async propose(runId, state, { expected, ...members }, headers) {
      const body = JSON.stringify(members).replace(/^\{/, `{"state":${state},`).replace(',}', '}');
      const answer = await call('POST', `${runId}/set_state`, body, headers);
      const { status } = JSON.parse(answer.text);
      if (status !== expected) throw new Error(`${state}: not ${expected}, but ${answer.text}`);
      if (answer.status === 201 && !answer.headers.has('runledger-repeated')) count(runId);
    },
    async rename(runId, name) {
      expectStatus(204, await call('PATCH', runId, JSON.stringify({ name })));
    },
    async remove(runId) {
      expectStatus(204, await call('DELETE', runId));
      deletions += 1;
    },
  };
}

function expectStatus(expected, { status, text }) {
  if (status !== expected) throw new Error(`${status} instead of ${expected}: ${text}`);
}

const ACCEPT = { expected: 'ACCEPT' };
const REJECT = { expected: 'REJECT' };
const ABORT = { expected: 'ABORT' };
const WAIT = { expected: 'WAIT' };

const named = (members = '') => `"dynamic_key":"${randomUUID()}"${members}`;
const state = (type, members = '') => `{"type":"${type}"${members}}`;

async function finished({ create, propose }) {
  const run = await create(named());
  await propose(run, state('RUNNING'), ACCEPT);
  await propose(run, state('COMPLETED', `,"data":${NUMBERS}`), ACCEPT);
}

const NUMBERS = `[12345678901234567890, 1.0, -0.0, 1E+2, 0.1234567890123456789, 1e400, ${'9'.repeat(5_000)}]`;

async function retried({ create, propose }) {
  const run = await create(named(',"empirical_policy":{"retries":2,"retry_delay":0}'));
  for (const failed of [REJECT, REJECT, ACCEPT]) {
    await propose(run, state('RUNNING'), ACCEPT);
    await propose(run, state('FAILED', ',"message":"no luck"'), failed);
  }
}

async function refused({ create, propose }) {
  const due = ',"state_details":{"scheduled_time":"2999-01-01T00:00:00.000001Z"}';
  const run = await create(named(`,"state":${state('SCHEDULED', due)}`));
  await propose(run, state('RUNNING'), WAIT);
  await propose(run, state('RUNNING'), { ...ACCEPT, force: true });
  await propose(run, state('COMPLETED'), ACCEPT);
  await propose(run, state('CANCELLING'), ABORT);
}

async function cached({ create, propose }) {
  const key = `,"state_details":{"cache_key":"${randomUUID()}"}`;
  const donor = await create(named());
  await propose(donor, state('RUNNING'), ACCEPT);
  await propose(donor, state('COMPLETED', `${key},"data":{"result":1.0}`), ACCEPT);
  const run = await create(named());
  await propose(run, state('RUNNING', key), REJECT);
}

async function renamed({ create, propose, rename }) {
  const run = await create(named(',"name":"vorher","tags":["Grüße","日本語","🚀","\\"\\\\/"]'));
  await rename(run, 'nachher – 名前 – 🧾 \u2028 "\\');
  await propose(run, state('RUNNING', ',"name":"Läuft","message":"\\u0001\\ud83d\\ude80"'), ACCEPT);
}

async function bornAgain({ create, propose, remove }) {
  const keys = `"id":"${randomUUID()}",${named()}`;
  const run = await create(keys);
  await propose(run, state('RUNNING'), ACCEPT);
  await remove(run);
  await create(keys);
  await propose(run, state('RUNNING'), ACCEPT);
  await propose(run, state('CRASHED'), ACCEPT);
}

async function deleted({ create, remove }) {
  await remove(await create(named()));
}

async function repeated({ create, propose }) {
  const run = await create(named());
  const key = { 'idempotency-key': randomUUID() };
  await propose(run, state('RUNNING'), ACCEPT, key);
  await propose(run, state('RUNNING'), ACCEPT, key);
}

async function traced({ create, propose }) {
  const traceparent = `00-${randomUUID().replaceAll('-', '')}-00f067aa0ba902b7-01`;
  const run = await create(named(), { traceparent });
  await propose(run, state('RUNNING'), ACCEPT, { traceparent });
}

async function detailed({ create, propose }) {
  const run = await create(named());
  await propose(run, state('PAUSED', `,"state_details":${DETAILS}`), ACCEPT);
  await propose(run, state('CANCELLING'), ACCEPT);
  await propose(run, state('CANCELLED'), ACCEPT);
}

const DETAILS = JSON.stringify({
  child_flow_run_id: randomUUID(),
  deferred: true,
  untrackable_result: true,
  pause_timeout: '2999-01-01T00:00:00+02:00',
  pause_reschedule: true,
  pause_key: 'key',
  run_input_keyset: { keyset: 'a', description: 'b' },
  refresh_cache: true,
  retriable: false,
  task_parameters_id: randomUUID(),
  cache_expiration: '2999-01-01T00:00:00.5Z',
});

/** Few are large, and one of them is as large as an event may be. */
async function large({ create, propose }, round) {
  const run = await create(named());
  const size = round === 0 ? 990_000 : round % 10 === 0 ? 100_000 : 1_000;
  await propose(run, state('COMPLETED', `,"data":"${'ä'.repeat(size / 2)}"`), ACCEPT);
  const depth = 400;
  await propose(run, state('RUNNING', `,"data":${'['.repeat(depth)}${']'.repeat(depth)}`), {
    ...ACCEPT,
    force: true,
  });
}

const LIVES = [
  ...[finished, retried, refused, cached, renamed, bornAgain],
  ...[deleted, repeated, traced, detailed, large],
];
