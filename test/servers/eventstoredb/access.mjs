// Who may call: anybody, or those who give the credentials that the server was started with.
import { accessDenied, unauthenticated } from './refusals.mjs';

/**
 * The calls behind a check of the credentials: others than these are not authenticated, and a call without any is denied
 * unless it is `open` to all.
 */
export function guarded(calls, credentials, { open = false } = {}) {
  if (!credentials) return calls;
  const { user, password } = credentials;
  const wanted = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const refusalOf = (call) => {
    const [given] = call.metadata.get('authorization');
    if (given === undefined) return open ? null : accessDenied();
    return given === wanted ? null : unauthenticated();
  };
  return Object.fromEntries(
    Object.entries(calls).map(([name, serve]) => [name, guard(serve, refusalOf)]),
  );
}

const guard = (serve, refusalOf) => (call, done) => {
  const refusal = refusalOf(call);
  if (!refusal) return serve(call, done);
  if (done) return done(refusal);
  return call.emit('error', refusal);
};
