import { randomUUID } from 'node:crypto';
import {
  startEventStoreDb,
  type EventStoreDbServer,
} from '../../../../test/servers/eventstoredb/server.mjs';
import { openFaultProxy, type FaultProxy } from '../../../../test/servers/fault-proxy.mjs';
import type { OpenedStore } from '../event-store.contract.js';
import { DriverClient } from './driver-client.js';
import {
  openEventStoreDb,
  type EventStoreDb,
  type EventStoreDbSettings,
} from './event-store-db.js';
import { parseEventStoreUrl } from './url.js';

/** A server, reached through a proxy that fails at will or past it. */
export type Served = Readonly<{
  server(): EventStoreDbServer;
  proxy(): FaultProxy;
  /** The ledger of this test, reached through the proxy. */
  throughProxy(settings?: Partial<EventStoreDbSettings>): EventStoreDb;
  /** The same ledger, reached past the proxy. */
  direct(): EventStoreDb;
  /** The bare driver, for what the adapter does not do, and a stream's name on the server. */
  driver(): DriverClient;
  name(stream: string): string;
  /** The server goes away and comes back with what it has stored. */
  stop(): Promise<void>;
  start(): Promise<void>;
}>;

/** One that no ledger has had, on whatever server. */
export const newNamespace = (): string => `test_${randomUUID().replaceAll('-', '')}`;

/** A server as long as the tests of this file run, and a proxy for each test. */
export function served(): Served {
  let server: EventStoreDbServer;
  let proxy: FaultProxy;
  let namespace: string;
  const opened: Readonly<{ close(): Promise<void> }>[] = [];

  beforeAll(async () => {
    server = await startEventStoreDb();
  });
  afterAll(() => server.stop());
  beforeEach(async () => {
    proxy = await openFaultProxy(server);
    namespace = newNamespace();
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((each) => each.close()));
    await proxy.close();
  });

  const toBeClosed = <T extends Readonly<{ close(): Promise<void> }>>(each: T): T => {
    opened.push(each);
    return each;
  };
  const open = (settings: EventStoreDbSettings): EventStoreDb =>
    toBeClosed(openEventStoreDb(settings));

  return {
    server: () => server,
    proxy: () => proxy,
    throughProxy: (settings) =>
      open({ url: `esdb://127.0.0.1:${proxy.port}?tls=false`, namespace, ...settings }),
    direct: () => open({ url: server.url, namespace }),
    driver: () => toBeClosed(new DriverClient(parseEventStoreUrl(server.url))),
    name: (stream) => `${namespace}.${stream}`,
    stop: () => server.stop(),
    async start() {
      server = await startEventStoreDb({ port: server.port, log: server.log });
    },
  };
}

/** A ledger as the contract wants it. */
export function openedAt(url: string, namespace = newNamespace()): OpenedStore {
  const store = openEventStoreDb({ url, namespace });
  return {
    store,
    close: () => store.close(),
    reopen: async () => {
      await store.close();
      return openedAt(url, namespace);
    },
  };
}
