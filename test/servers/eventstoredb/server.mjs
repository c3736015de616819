// A stand-in for one EventStoreDB 23.10 node, as far as its official client sees it, with its log in memory.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { guarded } from './access.mjs';
import { createKnownIds } from './known-ids.mjs';
import { createLog } from './log.mjs';
import { featuresCalls, gossipCalls } from './node.mjs';
import { GossipService, ServerFeaturesService } from './protocol.mjs';
import { selfSigned } from '../self-signed.mjs';
import { StreamsService } from './streams-service.mjs';
import { streamsCalls } from './streams.mjs';

const OPTIONS = { 'grpc.max_receive_message_length': -1 };

/**
 * Starts a server on a port of its choice or the given one. With the `log` of a former one it has that one's data; with
 * `credentials` it lets in nobody else, and speaks TLS, since the client gives none in the clear.
 *
 * @throws Error if the port is taken
 */
export async function startEventStoreDb({
  host = '127.0.0.1',
  port = 0,
  log = createLog(),
  credentials = null,
} = {}) {
  const sockets = new Set();
  const live = new Set();
  const server = new Server(OPTIONS);
  const identity = credentials ? await openIdentity() : null;
  const connections = server.createConnectionInjector(channelFor(identity));
  const listener = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    connections.injectConnection(socket);
  });
  listener.listen(port, host);
  await once(listener, 'listening');
  const { port: own } = listener.address();

  const store = { log, knownIds: createKnownIds() };
  const open = { open: true };
  server.addService(StreamsService, guarded(streamsCalls(store, live), credentials));
  server.addService(ServerFeaturesService, guarded(featuresCalls, credentials, open));
  server.addService(
    GossipService,
    guarded(gossipCalls(randomUUID(), host, own), credentials, open),
  );

  return {
    url: `esdb://${host}:${String(own)}?${identity ? `tls=true&tlsCAFile=${identity.file}` : 'tls=false'}`,
    host,
    port: own,
    log,
    connections: () => sockets.size,
    liveSubscriptions: () => live.size,
    dropLiveSubscriptions() {
      for (const drop of live) drop();
    },
    async stop() {
      const closed = once(listener, 'close');
      listener.close();
      for (const socket of sockets) socket.destroy();
      server.forceShutdown();
      log.readers.clear();
      await closed;
      await identity?.close();
    },
  };
}

/** A key and a certificate that clients find in a file. */
async function openIdentity() {
  const { key, certificate } = selfSigned();
  const directory = await mkdtemp(join(tmpdir(), 'eventstoredb-'));
  const file = join(directory, 'certificate.pem');
  await writeFile(file, certificate);
  return { key, certificate, file, close: () => rm(directory, { recursive: true }) };
}

function channelFor(identity) {
  if (!identity) return ServerCredentials.createInsecure();
  const { key, certificate } = identity;
  const pair = { private_key: Buffer.from(key), cert_chain: Buffer.from(certificate) };
  return ServerCredentials.createSsl(null, [pair]);
}
