import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { uuidV7 } from '@app/runtime';
import type { Body } from '../validation/body.js';

declare module 'fastify' {
  interface FastifyRequest {
    actor: string; // the user that the caller proved to be
    traceparent: string | null; // W3C Trace Context, as the caller sent it
    verdict: Readonly<{ status: string; rule: string | null }> | null; // set by the handler, for log and metrics
  }
}

const NO_BODY: Body = { kind: 'none' };

/** What every request has before its handler is asked, and every answer unless its handler says otherwise. */
export function giveContext(fastify: FastifyInstance): void {
  fastify.decorateRequest('actor', 'anonymous');
  fastify.decorateRequest('traceparent', null);
  fastify.decorateRequest('verdict', null);
  fastify.addHook('onRequest', (request, reply, done) => {
    const { traceparent } = request.headers;
    if (typeof traceparent === 'string' && TRACEPARENT.test(traceparent)) {
      request.traceparent = traceparent;
    }
    request.body = NO_BODY;
    reply.header('x-request-id', request.id);
    reply.header('content-type', 'application/json'); // controllers answer with JSON text
    done();
  });
}

/** The caller's own request id if it is fit for a log, else a new one. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : uuidV7();
}

const REQUEST_ID = /^[\w.:/+=@-]{1,128}$/;

const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;
