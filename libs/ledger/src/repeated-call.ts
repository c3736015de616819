import { hash } from 'node:crypto';
import { micros } from '@app/orchestration';
import {
  encodeState,
  type Grant,
  type Proposal,
  type RequestKey,
  type TaskRun,
} from '@app/task-run';

/** The key that a proposal can be repeated with: the caller's own, or else the transition id; null if it has neither. */
export function requestKeyOf(proposal: Proposal, idempotencyKey: string | null): RequestKey | null {
  if (idempotencyKey !== null) {
    return { key: idempotencyKey, kind: 'idempotency-key', fingerprint: fingerprintOf(proposal) };
  }
  const key = proposal.state.details.transitionId;
  return key === null ? null : { key, kind: 'transition-id', fingerprint: fingerprintOf(proposal) };
}

/** The grant that was given to a call with this key; null if the call is a new one, as is the same transition id with another body. */
export function grantUnder(run: TaskRun, request: RequestKey | null): Grant | null {
  if (request === null) return null;
  const { key, kind, fingerprint } = request;
  const grant = run.grants.findLast((grant) => grant.key === key && grant.kind === kind);
  if (grant === undefined) return null;
  return kind === 'transition-id' && grant.fingerprint !== fingerprint ? null : grant;
}

function fingerprintOf({ state, force }: Proposal): string {
  const text = encodeState({ ...state, id: '', timestamp: micros(0n) });
  return hash('sha256', `${force}\n${text}`, 'base64url');
}
