import type { FastifyRequest } from 'fastify';
import type { Conditions } from '@app/ledger';
import { RequestInvalid } from '../validation/request-invalid.js';

type Headed = Pick<FastifyRequest, 'headers'>;

/** What the headers of a proposal say beside its body. @throws RequestInvalid */
export const conditionsOf = (request: Headed): Conditions => ({
  idempotencyKey: idempotencyKeyOf(request),
  ifMatch: ifMatchOf(request),
});

/** The revision that `If-Match` names, as answers carry it in `ETag`; null if there is none, or `*`. @throws RequestInvalid */
export function ifMatchOf({ headers }: Headed): bigint | null {
  const given = headers['if-match'];
  if (given === undefined || given === '*') return null;
  const revision = ETAG.exec(given)?.[1];
  if (revision === undefined)
    throw faultAt('If-Match', 'Input should be an ETag of the run', given);
  return BigInt(revision);
}

/** The form that a revision has in `ETag` and `If-Match`. */
export const etagOf = (revision: bigint): string => `"${revision}"`;

function idempotencyKeyOf({ headers }: Headed): string | null {
  const given = headers['idempotency-key'];
  if (given === undefined) return null;
  if (typeof given === 'string' && IDEMPOTENCY_KEY.test(given)) return given;
  throw faultAt('Idempotency-Key', 'Input should be 1 to 255 visible ASCII characters', given);
}

const ETAG = /^"(\d{1,18})"$/;

const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;

const faultAt = (header: string, msg: string, input: unknown): RequestInvalid =>
  new RequestInvalid(
    [{ type: 'string_pattern_mismatch', loc: ['header', header], msg, input }],
    null,
  );
