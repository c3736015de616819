import { hash } from 'node:crypto';
import { micros } from '@app/orchestration';
import {
  encodeState,
  type Grant,
  type Proposal,
  type RequestKey,
  type TaskRun,
} from '@app/task-run';
import { IdempotencyKeyReused } from './errors.js';

/** The key that a proposal can be repeated with: the caller's own, or else the transition id; null if it has neither. */
export function requestKeyOf(proposal: Proposal, idempotencyKey: string | null): RequestKey | null {
  if (idempotencyKey !== null) {
    return { key: idempotencyKey, kind: 'idempotency-key', fingerprint: fingerprintOf(proposal) };
  }
  const key = proposal.state.details.transitionId;
  return key === null ? null : { key, kind: 'transition-id', fingerprint: fingerprintOf(proposal) };
}

/**
 * The grant that this call repeats; null if it is a new one, as is the same transition id with another body.
 *
 * @throws IdempotencyKeyReused for the same idempotency key with another body
 */
export function grantRepeated(run: TaskRun, request: RequestKey | null): Grant | null {
  if (request === null) return null;
  const grant = run.grants.findLast(
    ({ key, kind }) => key === request.key && kind === request.kind,
  );
  if (grant === undefined) return null;
  if (grant.fingerprint === request.fingerprint) return grant;
  if (request.kind === 'idempotency-key') throw new IdempotencyKeyReused(request.key);
  return null;
}

function fingerprintOf({ state, force }: Proposal): string {
  const text = encodeState({ ...state, id: '', timestamp: micros(0n) });
  return hash('sha256', `${force}\n${text}`, 'base64url');
}
