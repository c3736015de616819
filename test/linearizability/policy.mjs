// The core and the background policy for a run without flow run, tags and cache key, as far as they need no clock. They are
// told anew here, in other words than the service's, so that the two can be compared.

const RETRIES = 2;

/** The retries of the runs that are judged. Each is due an hour before the failure, by whatever clock. */
export const EMPIRICAL_POLICY = { retries: RETRIES, retry_delay: -3600 };

/** What becomes of a proposal: the verdict, the state that is written, or null, and the run's count before that. */
export function judge(
  { run: { runCount }, state: current },
  { type, token, force, deferred, result },
) {
  const proposed = stateOf(type, token, result);
  const refused = (status, reason) => ({ verdict: { status, reason }, written: null, runCount });
  const accepted = (written, count) => ({ verdict: ACCEPT, written, runCount: count });

  if (force && !deferred) return accepted(proposed, runCount);
  if (deferred && type === 'PENDING' && TAKEN.includes(current.type)) {
    return refused(
      'ABORT',
      `This run is in a ${current.type} state and cannot transition to a PENDING state.`,
    );
  }
  const isOver = TERMINAL.includes(current.type);
  if (isOver && ['CANCELLING', 'PAUSED', 'CRASHED'].includes(type)) {
    return refused('ABORT', `Run is already ${current.type}.`);
  }
  if (current.type === 'COMPLETED' && current.result) {
    return refused('REJECT', 'This run is already completed.');
  }
  if (current.type === 'RUNNING' && type === 'FAILED' && runCount <= RETRIES) {
    const written = { ...proposed, type: 'SCHEDULED', name: 'AwaitingRetry' };
    return { verdict: { status: 'REJECT', reason: 'Retrying' }, written, runCount };
  }
  const count = isOver && !TERMINAL.includes(type) ? 0 : runCount;
  if (type !== 'RUNNING' || count === 0) return accepted(proposed, count);
  const name = current.name === 'AwaitingRetry' ? 'Retrying' : 'Rerunning';
  return accepted({ ...proposed, name }, count);
}

const TERMINAL = ['COMPLETED', 'FAILED', 'CANCELLED', 'CRASHED'];
const TAKEN = ['PENDING', 'CANCELLING', 'RUNNING', 'CANCELLED'];
const ACCEPT = { status: 'ACCEPT', reason: null };

/** A state with the name that its type gives it; its id is the server's to choose. */
export const stateOf = (type, token, result = false) => ({
  id: null,
  type,
  name: type.charAt(0) + type.slice(1).toLowerCase(),
  token,
  result,
});
