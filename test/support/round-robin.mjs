// One door to several replicas: each request goes to the next of them. Cookies are kept as a browser keeps them and
// returned with every request, so that a caller without a jar of its own sees its own writes.
import { once } from 'node:events';
import { Agent, createServer, request as send } from 'node:http';

/** @param bases of the replicas, each ending in /api */
export async function openRoundRobin(bases) {
  const replicas = bases.map((base) => new URL(base));
  const agent = new Agent({ keepAlive: true });
  const jar = new Map();
  let turn = 0;

  const server = createServer((request, response) => {
    const { hostname, port } = replicas[turn++ % replicas.length];
    const headers = { ...request.headers };
    if (jar.size > 0)
      headers.cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const { method, url: path } = request;
    const passed = send({ hostname, port, method, path, headers, agent }, (answer) => {
      for (const cookie of answer.headers['set-cookie'] ?? []) keep(jar, cookie);
      response.writeHead(answer.statusCode, answer.rawHeaders);
      answer.pipe(response);
    });
    passed.on('error', () => response.destroy());
    request.pipe(passed);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    base: `http://127.0.0.1:${server.address().port}/api`,
    async close() {
      server.closeAllConnections();
      server.close();
      agent.destroy();
      await once(server, 'close');
    },
  };
}

function keep(jar, cookie) {
  const [pair] = cookie.split(';');
  const equals = pair.indexOf('=');
  jar.set(pair.slice(0, equals), pair.slice(equals + 1));
}
