/** The calls of the kill run; each answered command is told to `onAnswer`. */
export function callsTo(base, onAnswer = () => undefined) {
  const send = async (method, path, body, headers = {}) => {
    const answer = await fetch(`${base}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers },
      body: body === undefined ? null : JSON.stringify(body),
    });
    return { status: answer.status, headers: answer.headers, body: await answer.json() };
  };
  // null if the server was killed before it answered: then the command may have been carried out or not
  const command = async (...call) => {
    const answer = await send('POST', ...call).catch(() => null);
    if (answer !== null) onAnswer();
    return answer;
  };
  const read = async (...call) => {
    const { status, body } = await send(...call);
    if (status !== 200) throw new Error(`${call[1]}: ${status} ${JSON.stringify(body)}`);
    return body;
  };
  return {
    create: (body) => command('/task_runs/', body),
    propose: (runId, body, headers) => command(`/task_runs/${runId}/set_state`, body, headers),
    run: (runId) => read('GET', `/task_runs/${runId}`),
    states: (runId) => read('GET', `/task_run_states/?task_run_id=${runId}`),
    decisions: (runId) => read('GET', `/task_runs/${runId}/decisions`),
    rows: (runIds) => read('POST', '/task_runs/filter', { task_runs: { id: { any_: runIds } } }),
  };
}
