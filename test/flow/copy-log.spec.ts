import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import {
  openLog,
  openSqliteLog,
  START,
  type EventStore,
  type OpenedLog,
  type StoredEvent,
} from '@app/event-store';
import { Admission, brokenLink, openLedger, systemSources, type Ledger } from '@app/ledger';
import { NO_DETAILS, type StateType } from '@app/orchestration';
import { startEventStoreDb, type EventStoreDbServer } from '../servers/eventstoredb/server.mjs';

const MAIN = 'dist/apps/cli/src/main.js';
const RUNS = 400;
const EVENTS = 5 * RUNS + 1; // each run: its key, its creation, three states; and the ledger's first
const NAMESPACE = 'copied';

const sources = systemSources();
const ORIGIN = {
  actor: 'alice',
  correlationId: 'request-1',
  traceparent: null,
  receivedAt: sources.now(),
};

const ledgerOn = (store: EventStore): Promise<Ledger> =>
  openLedger(store, {
    sources,
    admission: new Admission({ inFlight: 256, waiting: RUNS }, () => null),
    shared: false,
    cachedCharacters: 1_000_000,
  });

async function live(ledger: Ledger, dynamicKey: string): Promise<void> {
  const { run } = await ledger.createTaskRun(
    {
      id: null,
      name: 'run',
      flowRunId: null,
      taskKey: 'task',
      dynamicKey,
      cacheKey: null,
      cacheExpiration: null,
      taskVersion: null,
      empiricalPolicy: {
        maxRetries: 0,
        retryDelaySeconds: 0,
        retries: null,
        retryDelay: null,
        retryJitterFactor: null,
      },
      tags: [],
      labels: {},
      taskInputs: {},
      state: null,
    },
    ORIGIN,
  );
  for (const type of ['RUNNING', 'COMPLETED'] as const) await set(ledger, run.id, type);
}

const set = (ledger: Ledger, id: string, type: StateType): ReturnType<Ledger['setTaskRunState']> =>
  ledger.setTaskRunState(
    id,
    { state: { type, name: type, message: null, data: null, details: NO_DETAILS }, force: false },
    { idempotencyKey: null, ifMatch: null },
    ORIGIN,
  );

async function logOf(store: EventStore): Promise<readonly StoredEvent[]> {
  const events: StoredEvent[] = [];
  for await (const item of store.subscribe(START, new AbortController().signal)) {
    if ('caughtUp' in item) break;
    events.push(item);
  }
  return events;
}

const placesOf = (events: readonly StoredEvent[]): readonly string[] =>
  events
    .map(({ stream, revision, id, data, metadata }) =>
      [stream, revision, id, data, metadata].join(' '),
    )
    .sort();

describe('npm run copy-log', () => {
  const directory = mkdtempSync(join(tmpdir(), 'runledger-copied-'));
  let server: EventStoreDbServer;
  beforeAll(async () => {
    const log = openSqliteLog(directory);
    const ledger = await ledgerOn(log);
    await Promise.all(Array.from({ length: RUNS }, (_, nth) => live(ledger, `run ${nth}`)));
    log.close();
    server = await startEventStoreDb();
  });
  afterAll(async () => {
    await server.stop();
    rmSync(directory, { recursive: true });
  });

  const args = (): string[] => [
    MAIN,
    'copy-log',
    ...['--from', directory, '--to', server.url, '--namespace', NAMESPACE],
  ];
  const env = { ...process.env, NODE_OPTIONS: '' };
  const copy = (): Promise<{ stdout: string }> =>
    promisify(execFile)(process.execPath, args(), { env });

  const openTarget = (): Promise<OpenedLog> =>
    openLog(
      { dataDir: directory, eventStoreUrl: server.url, eventStoreNamespace: NAMESPACE },
      () => undefined,
    );

  /** Kills the copy as soon as the server has so many events. */
  async function killAt(events: number): Promise<void> {
    const child = spawn(process.execPath, args(), { env, stdio: ['ignore', 'ignore', 'inherit'] });
    const exited = once(child, 'exit');
    try {
      while (server.log.events.length < events && child.exitCode === null) await delay(1);
    } finally {
      child.kill('SIGKILL');
    }
    expect(await exited).toEqual([null, 'SIGKILL']);
  }

  it('takes a ledger to EventStoreDB event by event, however often it is killed', async () => {
    await killAt(300);
    await killAt(900);
    expect(server.log.events.length).toBeLessThan(EVENTS);
    const { stdout } = await copy();
    expect(stdout).toContain(`100%, ${EVENTS.toLocaleString('en-US')} events`);
    const source = openSqliteLog(directory);
    const original = placesOf(await logOf(source));
    source.close();
    const { store: target, close } = await openTarget();
    const copied = await logOf(target);
    const streams = new Set(copied.map(({ stream }) => stream));
    const broken = await Promise.all([...streams].map((name) => brokenLink(target.read(name))));
    await close();
    expect(copied.at(-1)).toMatchObject({ type: 'LogReopened', stream: 'ledger-identity' });
    expect(placesOf(copied.slice(0, -1))).toEqual(original);
    expect(broken.filter((event) => event !== null)).toEqual([]);
  });

  it('changes nothing once it is done, and says so', async () => {
    const { length } = server.log.events;
    expect((await copy()).stdout).toContain('copied before, as a whole: nothing was changed');
    expect(server.log.events).toHaveLength(length);
  });

  it('leaves a ledger that goes on where it was copied to', async () => {
    const { store: target, close } = await openTarget();
    const ledger = await ledgerOn(target);
    const [run] = (await logOf(target)).filter(({ stream }) => stream.startsWith('taskRun-'));
    const id = run?.stream.slice('taskRun-'.length) ?? '';
    expect(await set(ledger, id, 'FAILED')).toMatchObject({ verdict: { status: 'ACCEPT' } });
    expect(await brokenLink(target.read(`taskRun-${id}`))).toBeNull();
    await close();
  });

  it('stops with a sentence while a service has the directory', async () => {
    const log = openSqliteLog(directory);
    const refused = await copy().catch((error: unknown) => error);
    log.close();
    expect(refused).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^[^\n]* is in use: stop the process [^\n]*\n$/),
    });
  });
});
