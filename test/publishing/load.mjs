import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

const TICK = 5; // ms
const MOST_AT_ONCE = 64; // calls; a server that is slower sets the pace
const DELETED = 5; // one run of so many, at its end
const PATIENCE = 30_000; // ms in which a call must be answered

/**
 * Lets runs live, at a steady pace of transitions however long the answers take, until it is ended.
 *
 * @param onGrant hears of each granted proposal the id of its event and the milliseconds that the answer took
 * @returns how many `transitions` were acknowledged, what is `strange`, as sentences, and what ends it
 */
export function beginLoad(base, perSecond, onGrant = () => undefined) {
  const waiting = []; // runs between two steps of their lives
  const flying = new Set();
  const strange = [];
  let runs = 0;
  let transitions = 0;
  let ending = false;

  async function live() {
    const begun = performance.now();
    for (; !ending; await delay(TICK)) {
      const due = ((performance.now() - begun) * perSecond) / 1_000;
      while (transitions + flying.size < due && flying.size < MOST_AT_ONCE)
        go(waiting.shift() ?? newRun());
    }
    await Promise.all(flying);
  }

  const newRun = () => ({
    id: null,
    steps: runs++ % DELETED === 0 ? [create, ...LIFE, remove] : [create, ...LIFE],
  });

  function go(run) {
    const flight = takeStep(run)
      .catch((error) => strange.push(String(error)))
      .finally(() => flying.delete(flight));
    flying.add(flight);
  }

  async function takeStep(run) {
    const call = run.steps.shift()(run.id);
    const sent = performance.now();
    const { status, headers, body } = await answerTo(base, call);
    if (status === 201) transitions += 1; // a state was written
    if (status === 201 && run.id !== null)
      onGrant(headers.get('runledger-decision'), performance.now() - sent);
    run.id ??= body.id;
    if (run.steps.length > 0) waiting.push(run);
  }

  const living = live();
  return {
    strange,
    transitions: () => transitions,
    end() {
      ending = true;
      return living;
    },
  };
}

const create = () => [
  'POST',
  '/task_runs/',
  {
    task_key: 'load',
    dynamic_key: randomUUID(),
    empirical_policy: { retries: 1, retry_delay: 0 },
    tags: ['load'],
    state: { type: 'PENDING' },
  },
];
const propose =
  (type, more = {}) =>
  (id) => ['POST', `/task_runs/${id}/set_state`, { state: { type, ...more } }];
const rename = (id) => ['PATCH', `/task_runs/${id}`, { name: `renamed ${id}` }];
const remove = (id) => ['DELETE', `/task_runs/${id}`];

/** Of each kind what can come to a topic or not: grants, a state in place of the proposed one, a refusal. */
const LIFE = [
  propose('RUNNING'),
  propose('FAILED'), // is retried
  propose('RUNNING'),
  rename,
  propose('PENDING'),
  propose('RUNNING'),
  propose('COMPLETED', { data: { rows: 1_000 } }),
  propose('RUNNING'), // refused
];

/** @throws Error if the call is not answered 2xx */
async function answerTo(base, [method, path, body]) {
  const answer = await fetch(`${base}${path}`, {
    method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${text}`);
  return {
    status: answer.status,
    headers: answer.headers,
    body: text === '' ? null : JSON.parse(text),
  };
}
