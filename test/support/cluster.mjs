// The service across processes: an event store, a database, and any number of apis and projectors.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { randomBytes } from 'node:crypto';
import { openFaultProxy } from '../servers/fault-proxy.mjs';
import { openPostgresql } from '../servers/postgresql.mjs';
import { startRole } from './child.mjs';

const STAND_IN = fileURLToPath(new URL('../servers/eventstoredb/main.mjs', import.meta.url));

/**
 * Starts a cluster: EventStoreDB is the one that EVENTSTORE_URL names, or else the stand-in in a process of its own;
 * PostgreSQL the one that DATABASE_URL names, or else one of its own. The ledger has a namespace of its own.
 *
 * @param proxied whether the processes reach the event store through a fault proxy
 * @param openStore what opens the event store
 */
export async function openCluster({
  apis = 2,
  projectors = 1,
  proxied = false,
  openStore = openEventStore,
} = {}) {
  const ends = [];
  const atEnd = (end) => void ends.unshift(end);
  const close = async () => {
    for (const end of ends.splice(0)) await end();
  };
  try {
    const eventStore = await openStore();
    atEnd(eventStore.close);
    const postgresql = await openPostgresql();
    atEnd(postgresql.close);
    const proxy = proxied
      ? await openFaultProxy({ host: '127.0.0.1', port: eventStore.port })
      : null;
    if (proxy !== null) atEnd(() => proxy.close());

    const settings = {
      EVENTSTORE_URL: eventStore.url,
      EVENTSTORE_NAMESPACE: `t${randomBytes(6).toString('hex')}`,
      DATABASE_URL: postgresql.url,
    };
    const faulty = proxy === null ? settings : { ...settings, EVENTSTORE_URL: urlAt(proxy.port) };
    const start = async (role, its) => {
      const started = await startRole(role, its);
      atEnd(() => (started.ended() ? undefined : started.stop()));
      return started;
    };
    const many = (count, begin) => Promise.all(Array.from({ length: count }, begin));
    const startApi = () => start('api', faulty);
    const startProjector = () => start('projector', faulty);
    return {
      settings, // those past the proxy
      proxy,
      eventStore,
      postgresql,
      startApi,
      startProjector,
      projectors: await many(projectors, startProjector),
      apis: await many(apis, startApi),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const urlAt = (port) => `esdb://127.0.0.1:${port}?tls=false`;

/** The event store of the environment, or else the stand-in as a child process. */
export async function openEventStore() {
  const { EVENTSTORE_URL: url } = process.env;
  if (url) return { url, port: Number(new URL(url).port || 2113), close: async () => undefined };
  const child = spawn(process.execPath, [STAND_IN, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  process.once('exit', () => child.kill('SIGKILL'));
  const exited = once(child, 'exit');
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const port = Number(/:(\d+)/.exec(line)?.[1]);
  return {
    url: urlAt(port),
    port,
    async close() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
