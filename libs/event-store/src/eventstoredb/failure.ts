import {
  AccessDeniedError,
  MaxAppendSizeExceededError,
  StreamDeletedError,
  StreamNotFoundError,
  WrongExpectedVersionError,
} from '@eventstore/db-client';
import { NotInTime } from './within.js';

/**
 * What a failure of the driver is about. All but the last are answers of the server, which the same call would get again; after
 * `lost` nobody knows what became of the call.
 */
export type Failure = 'conflict' | 'missing' | 'deleted' | 'too large' | 'denied' | 'lost';

/** By class *and* code: some failures come as plain errors of gRPC. */
export function failureOf(error: unknown): Failure {
  if (error instanceof WrongExpectedVersionError) return 'conflict';
  if (error instanceof StreamNotFoundError) return 'missing';
  if (error instanceof StreamDeletedError) return 'deleted';
  if (error instanceof MaxAppendSizeExceededError) return 'too large';
  if (error instanceof AccessDeniedError || DENYING.has(codeOf(error))) return 'denied';
  return 'lost';
}

/** Why a call failed, in words that go on after the name of the server. Never holds a password. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  if (error instanceof NotInTime) return text;
  if (error instanceof StreamDeletedError) return `has deleted ${error.streamName}`;
  if (codeOf(error) === UNAUTHENTICATED) return 'does not accept the user and the password';
  if (failureOf(error) === 'denied') return 'does not allow this without other credentials';
  const known = REASONS.find(([pattern]) => pattern.test(text));
  return known?.[1] ?? `fails: ${text}`;
}

const PERMISSION_DENIED = 7;
const UNAUTHENTICATED = 16;
const DENYING: ReadonlySet<number | null> = new Set([PERMISSION_DENIED, UNAUTHENTICATED]);

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/ECONNREFUSED/, 'refuses the connection'],
  [/ENOTFOUND|EAI_AGAIN|Name resolution failed/, 'has no address that could be found'],
  [/EHOSTUNREACH|ENETUNREACH|ETIMEDOUT/, 'cannot be reached'],
  [/certificate|ERR_TLS|self.signed/i, 'has a certificate that is not trusted: set tlsCAFile'],
  [/EPROTO|wrong version number|SSL routines/i, 'does not speak TLS: set tls=false'],
  [/Failed to discover/, 'has no node that could be found'],
  [/ECONNRESET|Connection dropped|ENHANCE_YOUR_CALM|GOAWAY/i, 'has broken the connection'],
];

function codeOf(error: unknown): number | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'number'
    ? error.code
    : null;
}
