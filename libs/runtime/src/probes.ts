import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Metrics } from './metrics.js';
import type { Readiness } from './readiness.js';

/** The answer to whether the process lives. */
export const HEALTHY = 'true';

const JSON_TYPE = 'application/json; charset=utf-8';

type Answer = Readonly<{ status: number; body: string; type?: string }>;

/** The answer to whether the process can do its work. @param verbose also the state of each part, and the figures */
export function readyAnswer(readiness: Readiness, verbose: boolean): Answer {
  const failing = readiness.failing();
  const report = verbose ? readiness.report() : {};
  return Object.keys(failing).length === 0
    ? { status: 200, body: JSON.stringify({ message: 'OK', ...report }) }
    : { status: 503, body: JSON.stringify({ message: 'Not ready', failing, ...report }) };
}

/** A server that is listening. */
export type Probes = Readonly<{ url: string; close: () => Promise<void> }>;

/**
 * Serves what an orchestrator and Prometheus ask of a process that has no routes of its own: `/api/health`, `/api/ready`
 * and `/metrics`, as the api serves them.
 */
export async function serveProbes(
  { readiness, metrics }: Readonly<{ readiness: Readiness; metrics: Metrics }>,
  { port, host }: Readonly<{ port: number; host: string }>,
): Promise<Probes> {
  const answerTo = async (url: URL): Promise<Answer> => {
    switch (url.pathname) {
      case '/api/health':
        return { status: 200, body: HEALTHY };
      case '/api/ready':
        return readyAnswer(readiness, url.searchParams.has('verbose'));
      case '/metrics': {
        const { registry } = metrics;
        return { status: 200, body: await registry.metrics(), type: registry.contentType };
      }
    }
    return { status: 404, body: '{"detail":"Not Found"}' };
  };
  const answer = async (path: string, response: ServerResponse): Promise<void> => {
    const { status, body, type } = await answerTo(new URL(path, 'http://localhost'));
    response.writeHead(status, { 'content-type': type ?? JSON_TYPE }).end(body);
  };

  const server = createServer((request, response) => void answer(request.url ?? '/', response));
  server.listen(port, host);
  await once(server, 'listening');
  const { address, port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${address.includes(':') ? `[${address}]` : address}:${taken}`,
    async close() {
      server.close();
      server.closeIdleConnections();
      await once(server, 'close');
    },
  };
}
