import type { FastifyInstance } from 'fastify';

/**
 * Once the server closes, lets each connection end with the answer that it waits for. Node ends those that are
 * idle when it begins to close; the others would hold it up for the keep-alive timeout.
 */
export function endConnectionsOnClose(fastify: FastifyInstance): void {
  let closing = false;
  fastify.addHook('preClose', (done) => {
    closing = true;
    done();
  });
  fastify.addHook('onResponse', (_request, _reply, done) => {
    if (closing) setImmediate(() => fastify.server.closeIdleConnections());
    done();
  });
}
