// What one task run answers to one call after another: the part of the contract that needs no clock.
import { isDeepStrictEqual } from 'node:util';
import { judge, stateOf } from './policy.mjs';

/**
 * A task run as `linearize` needs it. Its state is null while the run does not exist, and else all that decides the next
 * answers. A state of the run is known by the token that its proposal carried. What the server chooses, the ids of the
 * run and of its states, is null until an answer tells it; every later answer has to tell the same.
 */
export const taskRun = {
  initial: null,
  step(run, input, output) {
    const { after, answer } = answerTo(run, input);
    if (output === null) return [after];
    return isDeepStrictEqual(learned(answer, output), output) ? [learnedByRun(after, output)] : [];
  },
  /** Revisions only grow, and what was created stays; only a repeated call is answered with what was. */
  isPast: (run, { status, revision, repeated }) =>
    run !== null &&
    repeated !== true &&
    (status === 404 || (revision ?? run.revision) < run.revision),
};

/** What the run answers, and how it stands after that. */
export function answerTo(run, input) {
  if (input.call === 'create') return create(run, input);
  if (run === null) return { after: null, answer: refusal(404) };
  switch (input.call) {
    case 'read':
      return { after: run, answer: shown(200, run) };
    case 'rename':
      return rename(run, input);
    case 'propose':
      return propose(run, input);
  }
}

function create(run, { token, id }) {
  if (run !== null) return { after: run, answer: shown(200, run) };
  const created = {
    run: { id, name: token, runCount: 0 },
    revision: 1, // of the first state, after that of the run
    state: stateOf('PENDING', token),
    grants: [],
  };
  return { after: created, answer: shown(201, created) };
}

const shown = (status, { run, revision, state }) => ({ status, revision, run, state });

const refusal = (status, revision = null) => ({ status, revision });

function rename(run, { token, ifMatch }) {
  if (isElsewhere(run, ifMatch)) return { after: run, answer: refusal(412, run.revision) };
  const revision = run.revision + 1;
  return {
    after: { ...run, run: { ...run.run, name: token }, revision },
    answer: { status: 204, revision },
  };
}

const isElsewhere = ({ revision }, ifMatch) => ifMatch !== null && ifMatch !== revision;

/** In the order of the checks: the key of the call, the revision that it names, the rules. */
function propose(run, proposal) {
  const request = requestOf(proposal);
  const grant = grantUnder(run, request);
  if (grant !== null) {
    const isSame = grant.request.body === request.body;
    return { after: run, answer: isSame ? { ...grant.answer, repeated: true } : refusal(422) };
  }
  if (isElsewhere(run, proposal.ifMatch)) {
    return { after: run, answer: refusal(412, run.revision) };
  }
  const { verdict, written, runCount } = judge(run, proposal);
  const answer = { status: 200, revision: run.revision, verdict, repeated: false };
  if (written === null) return { after: run, answer: { ...answer, state: run.state } };
  const granted = { ...answer, status: 201, revision: run.revision + 1, state: written };
  return {
    after: {
      run: { ...run.run, runCount: runCount + (written.type === 'RUNNING' ? 1 : 0) },
      revision: granted.revision,
      state: written,
      grants: request === null ? run.grants : [...run.grants, { request, answer: granted }],
    },
    answer: granted,
  };
}

/** How a call may be repeated; null if it may not. */
function requestOf({ key, transitionId, ...proposal }) {
  if (key === null && transitionId === null) return null;
  const { type, token, force, deferred, result } = proposal;
  const body = JSON.stringify([type, token, force, deferred, result, transitionId]);
  return key === null
    ? { kind: 'transition-id', key: transitionId, body }
    : { kind: 'idempotency-key', key, body };
}

function grantUnder({ grants }, request) {
  if (request === null) return null;
  const { kind, key, body } = request;
  const grant = grants.findLast(({ request }) => request.kind === kind && request.key === key);
  const isNew = kind === 'transition-id' && grant?.request.body !== body;
  return grant === undefined || isNew ? null : grant;
}

/** With the ids that an answer tells, where they were not known. */
function learned(known, { run, state }) {
  return {
    ...known,
    ...(known.run && run && { run: { ...known.run, id: known.run.id ?? run.id } }),
    ...(known.state?.token === state?.token &&
      state && { state: { ...known.state, id: known.state.id ?? state.id } }),
  };
}

/** The answers that may be repeated learn with the run. */
function learnedByRun(run, output) {
  if (run === null) return null;
  const { grants, ...known } = learned(run, output);
  return {
    ...known,
    grants: grants.map(({ request, answer }) => ({ request, answer: learned(answer, output) })),
  };
}
