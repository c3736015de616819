import type { FastifyInstance } from 'fastify';

/** The version of the contract that this server speaks. */
export const API_VERSION = '0.8.4';

const LOWEST = '0.8.0';

const NOT_ASKED: readonly (string | undefined)[] = ['/api/health', '/api/ready', '/api/version'];

/** Refuses callers that say they speak a version of the contract that is too old, or none (1.1). */
export function checkApiVersion(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    const given = request.headers['x-prefect-api-version'];
    const complaint = typeof given === 'string' ? complaintAbout(given) : null;
    if (complaint === null || NOT_ASKED.includes(request.routeOptions.url)) {
      done();
      return;
    }
    reply.code(400).send(JSON.stringify({ detail: complaint }));
  });
}

function complaintAbout(given: string): string | null {
  if (given === API_VERSION || given === '') return null; // nearly every call
  if (!/^\d+\.\d+\.\d+$/.test(given)) {
    return `Invalid X-PREFECT-API-VERSION header format.Expected header in format 'x.y.z' but received ${given}`;
  }
  return isLower(given, LOWEST)
    ? `The request specified API version ${given} but this server requires version ${LOWEST} or higher.`
    : null;
}

function isLower(version: string, other: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  const [otherMajor = 0, otherMinor = 0, otherPatch = 0] = other.split('.').map(Number);
  return (major - otherMajor || minor - otherMinor || patch - otherPatch) < 0;
}
