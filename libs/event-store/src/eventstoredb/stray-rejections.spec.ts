import { once } from 'node:events';
import {
  startEventStoreDb,
  type EventStoreDbServer,
} from '../../../../test/servers/eventstoredb/server.mjs';
import { openFaultProxy, type FaultProxy } from '../../../../test/servers/fault-proxy.mjs';
import { built, linesOf } from '../sqlite/built.fixture.js';
import { newNamespace } from './server.fixture.js';

/** Loses the connection while more appends wait than could be written out. */
const lose = (before: string): string => `
  import { setImmediate as nextTurn } from 'node:timers/promises';
  import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
  import { passByStrayRejections } from './event-store/src/eventstoredb/stray-rejections.js';
  ${before}
  const client = EventStoreDBClient.connectionString(process.argv[2]);
  const event = () => jsonEvent({ type: 'Happened', data: { text: 'x'.repeat(20_000) } });
  const append = (nth) => client.appendToStream(process.argv[3] + '.' + nth, event());
  await append(-1);
  console.log('ready');
  let waiting = 0, lost = 0;
  for (let nth = 0; waiting < 500; nth++) {
    waiting += 1;
    append(nth).catch(() => (lost += 1)).finally(() => (waiting -= 1));
    await nextTurn();
  }
  console.log('full');
  while (waiting > 0) await nextTurn();
  console.log(lost > 0 ? 'alive' : 'nothing was lost');
  process.exit(0);`;

const js = built();
let server: EventStoreDbServer;
let proxy: FaultProxy;
beforeAll(async () => {
  server = await startEventStoreDb();
});
afterAll(() => server.stop());
beforeEach(async () => {
  proxy = await openFaultProxy(server);
});
afterEach(() => proxy.close());

async function run(module: string): Promise<Readonly<{ code: unknown; output: string }>> {
  const url = `esdb://127.0.0.1:${proxy.port}?tls=false`;
  const child = js.process(module, [url, newNamespace()], 'exec 2>&1');
  let output = '';
  for await (const line of linesOf(child)) {
    output += `${line}\n`;
    if (line === 'ready') proxy.stall(60_000);
    if (line === 'full') proxy.cut();
  }
  if (child.exitCode === null) await once(child, 'exit');
  return { code: child.exitCode, output };
}

describe('a rejection that the driver leaves behind', () => {
  it('ends a process that does not pass it by', async () => {
    const { code, output } = await run(lose(''));
    expect(code).toBe(1);
    expect(output).toContain('UNAVAILABLE');
  });

  it('is passed by', async () => {
    const { code, output } = await run(lose('passByStrayRejections();'));
    expect(output).toContain('alive');
    expect(code).toBe(0);
  });
});

describe('any other rejection', () => {
  const NOBODYS = 'Promise.reject(new Error("nobody handles this"));';
  const GO_ON = `for (let turn = 0; turn < 9; turn++) await new Promise(setImmediate);
    console.log('alive');`;
  const watch = `import { passByStrayRejections } from './event-store/src/eventstoredb/stray-rejections.js';
    const end = passByStrayRejections();`;

  it('ends the process, as it would without', async () => {
    const { code, output } = await run(`${watch} ${NOBODYS} ${GO_ON}`);
    expect(code).toBe(1);
    expect(output).toContain('Error: nobody handles this');
    expect(output).not.toContain('alive');
  });

  it('is left to who else listens', async () => {
    const listen = `process.on('unhandledRejection', (error) => console.log('heard:', error.message));`;
    const { code, output } = await run(`${watch} ${listen} ${NOBODYS} ${GO_ON}`);
    expect(output).toContain('heard: nobody handles this\nalive');
    expect(code).toBe(0);
  });

  it('is none of ours when the watch has ended', async () => {
    const { output } = await run(
      `${watch} end(); end(); console.log(process.listenerCount('unhandledRejection'));`,
    );
    expect(output).toBe('0\n');
  });
});
