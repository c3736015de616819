import { once } from 'node:events';
import { createServer, type Http2Server, type ServerHttp2Session } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { startEventStoreDb } from '../../../../test/servers/eventstoredb/server.mjs';
import { events, read } from '../contract/events.fixture.js';
import { AccessDenied, StoreUnavailable } from '../errors.js';
import { NO_STREAM, START } from '../event-store.js';
import { subscriber } from '../contract/subscriber.fixture.js';
import { openEventStoreDb, type EventStoreDb } from './event-store-db.js';
import { newNamespace } from './server.fixture.js';

/** Answers each call with a failure of gRPC that is not about the connection. */
async function startFailing(): Promise<Readonly<{ port: number; stop(): Promise<void> }>> {
  const server: Http2Server = createServer();
  const sessions = new Set<ServerHttp2Session>();
  server.on('session', (session) => sessions.add(session));
  server.on('stream', (stream) => {
    stream.respond(
      { ':status': 200, 'content-type': 'application/grpc', 'grpc-status': '13' },
      { endStream: true },
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    async stop() {
      server.close();
      for (const session of sessions) session.destroy();
      await once(server, 'close');
    },
  };
}

const stores: EventStoreDb[] = [];
afterEach(() => Promise.all(stores.splice(0).map((store) => store.close())));

function open(url: string): EventStoreDb {
  const store = openEventStoreDb({ url, namespace: newNamespace() });
  stores.push(store);
  return store;
}

describe('a connection', () => {
  it('is made anew when the driver holds on to a failure', async () => {
    const failing = await startFailing();
    const store = open(`esdb://127.0.0.1:${failing.port}?tls=false`);
    const append = (): Promise<unknown> => store.append('a', NO_STREAM, events(1));
    await expect(append()).rejects.toBeInstanceOf(StoreUnavailable);
    await failing.stop();
    const server = await startEventStoreDb({ port: failing.port });
    const outcomes = [];
    for (let times = 0; times < 6; times++)
      outcomes.push(
        await append().then(
          () => 'appended',
          () => 'failed',
        ),
      );
    expect(outcomes).toContain('failed'); // else the driver would have come back by itself
    expect(outcomes).toContain('appended');
    await store.close();
    await server.stop();
  });

  it('that is closed takes no more calls', async () => {
    const store = open('esdb://127.0.0.1:1?tls=false');
    await store.close();
    await store.close();
    await expect(store.append('a', NO_STREAM, events(1))).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(read(store, 'a')).rejects.toThrow('the store is closed');
    await expect(store.truncateBefore('a', NO_STREAM)).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(store.head()).rejects.toBeInstanceOf(StoreUnavailable);
  });

  it('is closed although somebody holds on to a read', async () => {
    const server = await startEventStoreDb();
    const store = open(server.url);
    await store.append('a', NO_STREAM, events(300));
    const reading = store.read('a')[Symbol.asyncIterator]();
    await reading.next();
    await store.close();
    await server.stop();
  });

  it('to a host that is not there says so', async () => {
    const store = open('esdb://me:s3cret@nowhere.invalid:2113?tls=false');
    const appended = store.append('a', NO_STREAM, events(1));
    await expect(appended).rejects.toThrow(
      'EVENTSTORE_URL: nowhere.invalid:2113 has no address that could be found',
    );
    await expect(appended).rejects.toThrow(/^(?!.*s3cret)/);
  });

  it('to a cluster that is not there says so', async () => {
    const store = openEventStoreDb({
      url: 'esdb://127.0.0.1:1,127.0.0.1:2?tls=false&maxDiscoverAttempts=1&discoveryInterval=1',
      namespace: newNamespace(),
    });
    stores.push(store);
    await expect(store.append('a', NO_STREAM, events(1))).rejects.toThrow(
      'EVENTSTORE_URL: 127.0.0.1:1, 127.0.0.1:2 has no node that could be found',
    );
  });
});

describe('a server that knows its users', () => {
  const credentials = { user: 'ops', password: 's3cret' };

  it('lets in who has the password', async () => {
    const server = await startEventStoreDb({ credentials });
    const store = open(server.url.replace('esdb://', 'esdb://ops:s3cret@'));
    await store.append('a', NO_STREAM, events(1));
    expect(await read(store, 'a')).toHaveLength(1);
    await store.close();
    await server.stop();
  });

  it.each([
    ['has another password', 'esdb://ops:wr0ng@', 'does not accept the user and the password'],
    ['has none', 'esdb://', 'does not allow this without other credentials'],
  ])('does not let in who %s, and says so', async (_, scheme, reason) => {
    const server = await startEventStoreDb({ credentials });
    const store = open(server.url.replace('esdb://', scheme));
    const { signal } = new AbortController();
    for (const call of [
      store.append('a', NO_STREAM, events(1)),
      read(store, 'a'),
      store.truncateBefore('a', NO_STREAM),
      store.head(),
      subscriber(store, START, signal).next(),
    ]) {
      await expect(call).rejects.toBeInstanceOf(AccessDenied);
      await expect(call).rejects.toThrow(`EVENTSTORE_URL: 127.0.0.1:${server.port} ${reason}`);
      await expect(call).rejects.toThrow(/^(?!.*(s3cret|wr0ng))/);
    }
    await store.close();
    await server.stop();
  });
});
