import { EMPIRICAL_POLICY } from './policy.mjs';

/**
 * Makes one call of the model to a replica and tells the answer in the model's words.
 *
 * @param run `{ key, id }`: the natural key of the run, and its id as far as it is known
 * @param patience ms to wait for the answer
 * @returns null if nobody knows what became of the call: there was no answer, or one that says to try again
 */
export async function callTo(base, run, input, patience) {
  const { method, path, body = null, headers = {} } = requestOf(run, input);
  const answer = await exchange(`${base}/task_runs/${path}`, {
    method,
    headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
    body: body && JSON.stringify(body),
    signal: AbortSignal.timeout(patience),
  });
  return answer === null || TRY_AGAIN.includes(answer.status) ? null : outputOf(answer);
}

const TRY_AGAIN = [502, 503, 504];

/** A call that gets no answer, or half of one, is none that failed: it may have been carried out. */
async function exchange(url, options) {
  try {
    const answer = await fetch(url, options);
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  } catch (error) {
    if (error.name === 'TimeoutError' || error.cause !== undefined) return null; // what fetch throws of the network
    throw error;
  }
}

function requestOf({ key, id }, input) {
  switch (input.call) {
    case 'create':
      return { method: 'POST', path: '', body: creation(key, input) };
    case 'read':
      return { method: 'GET', path: id };
    case 'rename':
      return { method: 'PATCH', path: id, body: { name: input.token }, headers: conditions(input) };
    case 'propose':
      return {
        method: 'POST',
        path: `${id}/set_state`,
        body: proposal(input),
        headers: conditions(input),
      };
  }
}

const creation = (key, { id, token }) => ({
  id,
  name: token,
  task_key: 'linearizability',
  dynamic_key: key,
  empirical_policy: EMPIRICAL_POLICY,
  state: { type: 'PENDING', message: token },
});

const proposal = ({ type, token, force, deferred, result, transitionId }) => ({
  force,
  state: {
    type,
    message: token,
    data: result ? { token } : null,
    state_details: {
      deferred,
      transition_id: transitionId,
      scheduled_time: type === 'SCHEDULED' ? '2000-01-01T00:00:00Z' : null, // due, by whatever clock
    },
  },
});

const conditions = ({ key, ifMatch }) => ({
  ...(key && { 'idempotency-key': key }),
  ...(ifMatch !== null && { 'if-match': `"${ifMatch}"` }),
});

function outputOf({ status, headers, text }) {
  const etag = headers.get('etag');
  const known = { status, revision: etag === null ? null : Number(JSON.parse(etag)) };
  if (![200, 201].includes(status)) return known;
  const body = JSON.parse(text);
  return 'run_count' in body
    ? { ...known, run: runOf(body), state: stateOf(body.state) }
    : { ...known, ...verdictOf(body, headers), state: stateOf(body.state) };
}

const runOf = ({ id, name, run_count }) => ({ id, name, runCount: run_count });

const verdictOf = ({ status, details: { reason = null } }, headers) => ({
  verdict: { status, reason },
  repeated: headers.get('runledger-repeated') === 'true',
});

const stateOf = ({ id, type, name, message, data }) => ({
  id,
  type,
  name,
  token: message,
  result: data !== null,
});
