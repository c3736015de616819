import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { RouteTable } from './route-table.js';

/**
 * Answers what no route takes: 405 if the path has other methods, 307 if it is one with or without
 * a closing slash, else 404.
 */
export function answerUnrouted(fastify: FastifyInstance, routes: RouteTable): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    if (request.is404) unrouted(request, reply, routes);
    else done();
  });
}

function unrouted(request: FastifyRequest, reply: FastifyReply, routes: RouteTable): void {
  const [path = '', query] = request.url.split(/\?(.*)/s, 2);
  const methods = routes.methodsOf(path);
  const twin = path.endsWith('/') ? path.replace(/\/+$/, '') : `${path}/`;
  if (methods.length > 0) {
    reply.code(405).header('allow', methods.join(', ')).send('{"detail":"Method Not Allowed"}');
  } else if (routes.methodsOf(twin).length > 0) {
    const place = query === undefined ? twin : `${twin}?${query}`;
    reply.code(307).header('location', `${request.protocol}://${request.host}${place}`).send();
  } else {
    reply.code(404).send(NOT_FOUND);
  }
}

/** Answers a path that cannot be decoded, and so is none. No hook has seen the request. */
export function answerUndecodable(
  _error: unknown,
  _request: FastifyRequest,
  reply: FastifyReply,
): void {
  reply.code(404).type('application/json').send(NOT_FOUND);
}

const NOT_FOUND = '{"detail":"Not Found"}';
