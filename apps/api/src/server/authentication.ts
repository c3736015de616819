import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Credentials } from '@app/runtime';

const OPEN_TO_ALL: readonly (string | undefined)[] = ['/api/health', '/api/ready'];

/** Lets in only who sends the credentials (HTTP Basic); paths that do not exist are guarded as well. */
export function requireCredentials(
  fastify: FastifyInstance,
  { user, password }: Credentials,
): void {
  const expected = digest(`${user}:${password}`);
  fastify.addHook('onRequest', (request, reply, done) => {
    if (OPEN_TO_ALL.includes(request.routeOptions.url)) {
      done();
      return;
    }
    if (!timingSafeEqual(digest(basicCredentials(request.headers.authorization)), expected)) {
      reply.code(401).header('www-authenticate', 'Basic realm="runledger", charset="UTF-8"');
      reply.send('{"exception_message":"Unauthorized"}');
      return;
    }
    request.actor = user;
    done();
  });
}

function basicCredentials(authorization = ''): string {
  const encoded = /^basic +([\w+/=-]+) *$/i.exec(authorization)?.[1] ?? '';
  return Buffer.from(encoded, 'base64').toString();
}

// Digests are of one length, and where they first differ tells nothing of the secret.
const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
