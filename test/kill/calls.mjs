/** One request and its answer. @throws what `fetch` throws if there is none */
export async function exchange(base, method, path, body, headers = {}, signal = null) {
  const answer = await fetch(`${base}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: body === undefined ? null : JSON.stringify(body),
    signal,
  });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}

/**
 * The calls that clients make.
 *
 * @param command sends what changes something, and gives the answer, or null if none came
 * @param read gives the body of what was asked for
 */
export const callsBy = (command, read) => ({
  create: (body) => command('POST', '/task_runs/', body),
  propose: (runId, body, headers) =>
    command('POST', `/task_runs/${runId}/set_state`, body, headers),
  run: (runId) => read('GET', `/task_runs/${runId}`),
  states: (runId) => read('GET', `/task_run_states/?task_run_id=${runId}`),
  decisions: (runId) => read('GET', `/task_runs/${runId}/decisions`),
  rows: (runIds) => read('POST', '/task_runs/filter', { task_runs: { id: { any_: runIds } } }),
  count: () => read('POST', '/task_runs/count', {}),
});

/** The calls of the kill run; each answered command is told to `onAnswer`. */
export function callsTo(base, onAnswer = () => undefined) {
  // null if the server was killed before it answered: then the command may have been carried out or not
  const command = async (...call) => {
    const answer = await exchange(base, ...call).catch(() => null);
    if (answer !== null) onAnswer();
    return answer;
  };
  const read = async (...call) => {
    const { status, body } = await exchange(base, ...call);
    if (status !== 200) throw new Error(`${call[1]}: ${status} ${JSON.stringify(body)}`);
    return body;
  };
  return callsBy(command, read);
}
