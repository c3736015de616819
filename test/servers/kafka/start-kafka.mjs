// A Kafka cluster of a test's own, from the published jars.
import { randomBytes, randomInt } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openFaultProxy } from '../fault-proxy.mjs';
import { defaultVersion, fetchJars } from './jars.mjs';
import { formatNode } from './node.mjs';
import { propertiesOf } from './properties.mjs';
import { requestReader } from './requests.mjs';

/** How `startKafka` is told what is not the default: `--version 3.9.2`, and `--set key=value` for a line of server.properties. */
export const OPTIONS = {
  version: { type: 'string' },
  set: { type: 'string', multiple: true, default: [] },
};

/**
 * Starts so many brokers and waits until they take requests. Their data go with them.
 *
 * @param options words as {@link OPTIONS} has them; what is set wins over the lines of this
 * @param proxied whether clients reach each node through a fault proxy, past which the brokers talk to each other
 * @returns the brokers as `host:port,…`, and past the proxies as `direct`; the nodes in the order of their numbers, from 1; the
 *   `requests` that come through the proxies; `close` removes all of it
 * @throws Error with what was printed, if they do not start
 */
export async function startKafka({ nodes: count = 1, options = [], proxied = false } = {}) {
  const { values: told } = parseArgs({ args: [...options], options: OPTIONS });
  const version = told.version ?? defaultVersion();
  const jars = await fetchJars(version);
  const directory = mkdtempSync(join(tmpdir(), 'runledger-kafka-'));
  const clusterId = randomBytes(16).toString('base64url');
  const places = [];
  const nodes = [];
  const requests = new EventEmitter();
  const close = async () => {
    await Promise.all(nodes.map((node) => node.kill())); // data that nobody keeps need no clean end
    await Promise.all(places.map(({ proxy }) => proxy?.close()));
    rmSync(directory, { recursive: true });
  };
  try {
    for (let id = 1; id <= count; id += 1)
      places.push(await placeOf(id, directory, proxied ? requests : null));
    const format = (place) =>
      formatNode(place, [...propertiesOf(place, places), ...told.set], jars, clusterId);
    nodes.push(...(await Promise.all(places.map(format))));
    await Promise.all(nodes.map((node) => node.start()));
  } catch (error) {
    await close();
    throw error;
  }
  const all = (port) => places.map((place) => `127.0.0.1:${place[port]}`).join();
  return {
    brokers: all('advertised'),
    direct: all(proxied ? 'ownPort' : 'port'),
    version,
    nodes,
    requests,
    close,
  };
}

async function placeOf(id, directory, requests) {
  const place = {
    id,
    directory: join(directory, `node-${id}`),
    port: await freePort(),
    ownPort: await freePort(),
    controllerPort: await freePort(),
  };
  if (requests === null) return { ...place, advertised: place.port, proxy: null };
  const watch = () => requestReader((apiKey) => requests.emit('one', apiKey, id));
  const proxy = await openFaultProxy({ port: place.port, own: await freePort(), watch });
  return { ...place, advertised: proxy.port, proxy };
}

/** Below the ports that Linux gives to outgoing connections: no client sits on the port of a broker that is down. */
async function freePort() {
  for (;;) {
    const probe = createServer();
    const isFree = await new Promise((resolve) => {
      probe.once('error', () => resolve(false));
      probe.listen(randomInt(20_000, 32_000), '127.0.0.1', () => resolve(true));
    });
    if (!isFree) continue;
    const { port } = probe.address();
    probe.close();
    await once(probe, 'close');
    return port;
  }
}
