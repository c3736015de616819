import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import type { Body } from '../validation/body.js';
import { RequestInvalid } from '../validation/request-invalid.js';
import { findJsonFault } from './json-fault.js';

/** The largest body that is read, in bytes. */
export const BODY_LIMIT = 16 * 1024 * 1024;

/** Makes every body a {@link Body}, whatever type it is declared to be. */
export function parseBodies(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser<Buffer>('*', { parseAs: 'buffer' }, (request, bytes, done) => {
    done(null, bodyOf(bytes, request.headers['content-type']));
  });
}

/** @throws RequestInvalid if it is declared as JSON, or as nothing, and is not */
export function bodyOf(bytes: Buffer, contentType: string | undefined): Body {
  if (bytes.length === 0) return { kind: 'none' };
  if (!isJson(contentType)) return { kind: 'text', source: bytes.toString() };
  if (!isUtf8(bytes)) throw jsonInvalid(0, 'Invalid UTF-8', null); // read all the same, it would be stored altered
  const source = bytes.toString();
  return { kind: 'json', value: parseJson(source), source };
}

const JSON_TYPE = /^\s*application\/(?:[^;\s]*\+)?json\s*(?:;|$)/i;

const isJson = (contentType: string | undefined): boolean =>
  contentType === undefined || contentType === 'application/json' || JSON_TYPE.test(contentType);

function parseJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch (error) {
    const fault = findJsonFault(source);
    if (fault === null) throw error;
    throw jsonInvalid(fault.position, fault.error, source);
  }
}

const jsonInvalid = (position: number, error: string, source: string | null): RequestInvalid =>
  new RequestInvalid(
    [
      {
        type: 'json_invalid',
        loc: ['body', position],
        msg: 'JSON decode error',
        input: {},
        ctx: { error },
      },
    ],
    source,
  );
