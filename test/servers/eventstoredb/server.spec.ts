import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setImmediate as turn } from 'node:timers/promises';
import { EventStoreDBClient, jsonEvent, type JSONEventType } from '@eventstore/db-client';
import { openFaultProxy } from '../fault-proxy.mjs';
import { startEventStoreDb, type EventStoreDbServer } from './server.mjs';

type Counted = JSONEventType<'counted', { number: number }>;

const counted = (number: number) => jsonEvent<Counted>({ type: 'counted', data: { number } });

describe('the stand-in server', () => {
  let server: EventStoreDbServer;
  const clients: EventStoreDBClient[] = [];

  const connect = (url = server.url): EventStoreDBClient => {
    const client = EventStoreDBClient.connectionString(url);
    clients.push(client);
    return client;
  };

  const as = (user: string, password: string): string =>
    server.url.replace('esdb://', `esdb://${user}:${password}@`);

  const numbersIn = async (client: EventStoreDBClient, stream: string): Promise<number[]> => {
    const numbers = [];
    for await (const { event } of client.readStream<Counted>(stream)) {
      if (event) numbers.push(event.data.number);
    }
    return numbers;
  };

  /** What a call answers once the client has noticed that its connection is gone. */
  const answered = async <T>(call: () => Promise<T>): Promise<T> => {
    for (;;) {
      try {
        return await call();
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 14)) throw error;
      }
    }
  };

  beforeEach(async () => {
    server = await startEventStoreDb();
  });

  afterEach(async () => {
    for (const client of clients.splice(0)) await client.dispose();
    await server.stop();
  });

  it('comes back on its port with its data', async () => {
    const client = connect();
    await client.appendToStream('orders', counted(1));
    const { port, log } = server;
    await server.stop();
    server = await startEventStoreDb({ port, log });
    expect(await answered(() => numbersIn(client, 'orders'))).toEqual([1]);
  });

  it('ends all connections at once when it stops', async () => {
    const client = connect();
    const stream = client.subscribeToStream('orders');
    const failed = once(stream, 'error');
    await once(stream, 'confirmation');
    await server.stop();
    await failed;
    expect(server.connections()).toBe(0);
  });

  it('says that its port is taken', async () => {
    await expect(startEventStoreDb({ port: server.port })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });

  it('drops live subscriptions as too slow when asked to', async () => {
    const client = connect();
    const subscription = client.subscribeToAll({ fromPosition: 'start' });
    const failed = once(subscription, 'error');
    await once(subscription, 'caughtUp');
    server.dropLiveSubscriptions();
    expect(await failed).toMatchObject([{ type: 'timeout', code: 10 }]);
  });

  it('does not drop a subscription that is still catching up', async () => {
    const client = connect();
    const large = () => jsonEvent({ type: 'large', data: { text: 'x'.repeat(8000) } });
    await client.appendToStream('orders', Array.from({ length: 100 }, large));
    const subscription = client.subscribeToAll({ fromPosition: 'start' });
    let read = 0;
    for await (const { event } of subscription) {
      if (read === 0) server.dropLiveSubscriptions();
      if (event) read += 1;
      if (read === 100) break;
    }
    expect(read).toBe(100);
    await subscription.unsubscribe();
  });

  it('is found by discovery, a cluster of one', async () => {
    const client = connect(server.url.replace('esdb://', 'esdb+discover://'));
    await client.appendToStream('orders', counted(1));
    expect(await numbersIn(client, 'orders')).toEqual([1]);
  });

  it('knows no subscription any more whose connection is gone', async () => {
    const proxy = await openFaultProxy(server);
    const client = connect(`esdb://${proxy.host}:${proxy.port}?tls=false`);
    const subscription = client.subscribeToAll({ fromPosition: 'start' });
    const failed = once(subscription, 'error');
    await once(subscription, 'caughtUp');
    expect(server.liveSubscriptions()).toBe(1);
    proxy.cut();
    await failed;
    while (server.liveSubscriptions() > 0) await turn();
    await proxy.close();
  });

  describe('with credentials', () => {
    beforeEach(async () => {
      await server.stop();
      server = await startEventStoreDb({ credentials: { user: 'ledger', password: 'secret' } });
    });

    it('lets in who has them', async () => {
      const client = connect(as('ledger', 'secret'));
      await client.appendToStream('orders', counted(1));
      expect(await numbersIn(client, 'orders')).toEqual([1]);
    });

    it('does not know who gives others, and denies who gives none', async () => {
      const denied = { type: 'access-denied' };
      for (const url of [as('ledger', 'wrong'), server.url]) {
        const client = connect(url);
        await expect(client.appendToStream('orders', counted(1))).rejects.toMatchObject(denied);
        await expect(numbersIn(client, 'orders')).rejects.toMatchObject(denied);
      }
      expect(server.log.events).toHaveLength(0);
    });
  });
});

describe('its command line', () => {
  const start = (...options: string[]) =>
    spawn(process.execPath, ['test/servers/eventstoredb/main.mjs', ...options], {
      env: { ...process.env, NODE_OPTIONS: '' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });

  it('serves until SIGTERM', async () => {
    const child = start('--port', '0');
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    const [, url = ''] = /^listening on (esdb:\S+)\n$/.exec(line.toString()) ?? [];
    const client = EventStoreDBClient.connectionString(url);
    await client.appendToStream(randomUUID(), counted(1));
    await client.dispose();
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('says how it is called', async () => {
    const child = start('--help');
    const [text] = (await once(child.stdout, 'data')) as [Buffer];
    expect(text.toString()).toMatch(/^usage: /);
    expect(await once(child, 'exit')).toEqual([0, null]);
  });
});
