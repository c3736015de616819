import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readAll } from 'node:stream/consumers';
import { startEventStoreDb, type EventStoreDbServer } from './server.mjs';

const PLAYER = 'test/conformance/eventstore/run.mjs';
const LEFT_OUT = 'test/servers/eventstoredb/left-out.txt';

describe('the stand-in', () => {
  let server: EventStoreDbServer;
  const restarter = createServer((request, answer) => {
    void restart().then(() => answer.end());
  });

  beforeAll(async () => {
    server = await startEventStoreDb();
    restarter.listen(0, '127.0.0.1');
    await once(restarter, 'listening');
  });

  afterAll(async () => {
    restarter.close();
    await server.stop();
  });

  async function restart(): Promise<void> {
    const { port, log } = server;
    await server.stop();
    server = await startEventStoreDb({ port, log });
  }

  it('does what the real server did, as recorded', async () => {
    const { port } = restarter.address() as AddressInfo;
    const script = `await fetch('http://127.0.0.1:${port}')`;
    const options = ['--url', server.url, '--without', LEFT_OUT, '--restart'];
    const player = spawn(
      process.execPath,
      [PLAYER, ...options, `"${process.execPath}" --input-type=module -e "${script}"`],
      { env: { ...process.env, NODE_OPTIONS: '' }, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const printed = await readAll(player.stdout);
    expect(printed.split('\n').filter((line) => line.startsWith('FAIL'))).toEqual([]);
    const [, passed] = /^(\d+) passed, 0 failed, 0 left out$/m.exec(printed) ?? [];
    expect(Number(passed)).toBeGreaterThanOrEqual(276);
  }, 300_000);
});
