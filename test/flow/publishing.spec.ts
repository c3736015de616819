import { execFile } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { describeOnKafka } from '../servers/kafka/brokers.fixture.js';
import { freePort } from '../support/child.mjs';
import { House } from './house.fixture.js';

const run = promisify(execFile);
const MAIN = 'dist/apps/standalone/src/main.js';
const PATIENCE = 30_000; // ms
const POLL = 100; // ms

type Report = Readonly<{
  parts: Readonly<Record<string, string>>;
  figures: Readonly<Record<string, number>>;
}>;

/** Waits until readiness tells of something; it must be green all the while. */
async function reportOf(house: House, isAwaited: (report: Report) => boolean): Promise<Report> {
  const late = AbortSignal.timeout(PATIENCE);
  for (;;) {
    const { status, json } = await house.call('GET', '/ready?verbose=1');
    expect(status).toBe(200);
    const report = json as Report;
    if (isAwaited(report) || late.aborted) return report;
    await delay(POLL);
  }
}

const metricsOf = async (house: House): Promise<string> =>
  (await fetch(new URL('/metrics', house.server.base))).text();

describe('the service with a Kafka that is away', () => {
  const house = new House();
  beforeAll(async () => {
    const nobody = `127.0.0.1:${await freePort()}`;
    await house.start({ KAFKA_BROKERS: nobody });
  });
  afterAll(() => house.close());

  it('takes commands all the same, and mentions it', async () => {
    const id = await house.run('unpublished');
    const { status } = await house.post(`/task_runs/${id}/set_state`, {
      state: { type: 'RUNNING' },
    });
    expect(status).toBe(201);
    const { parts, figures } = await reportOf(
      house,
      ({ parts: { publisher } }) => publisher !== 'ok',
    );
    expect(parts.publisher).toMatch(/KAFKA_BROKERS: 127\.0\.0\.1:\d+ refuses the connection/);
    expect(figures['publication lag in positions']).toBeGreaterThan(0);
  });
});

describeOnKafka('the service with Kafka', 1, (kafka) => {
  const house = new House();
  beforeAll(() =>
    house.start({ KAFKA_BROKERS: kafka.brokers().join(), KAFKA_TOPIC_PREFIX: kafka.newPrefix() }),
  );
  afterAll(() => house.close());

  it('publishes what it was asked for, and tells how far it is behind', async () => {
    const id = await house.run('published');
    await house.post(`/task_runs/${id}/set_state`, { state: { type: 'RUNNING' } });
    const report = await reportOf(
      house,
      ({ figures }) => figures['publication lag in positions'] === 0,
    );
    expect(report.parts.publisher).toBe('ok');
    expect(report.figures['publication lag in seconds']).toBe(0);
    const metrics = await metricsOf(house);
    expect(metrics).toMatch(/^runledger_publication_records_total 4$/m); // two transitions, two states
    expect(metrics).toMatch(/^runledger_publication_lag_positions 0$/m);
  });
});

describe('a flag for the publisher', () => {
  it.each([
    ['--adopt', /KAFKA_BROKERS must be set: --adopt is about Kafka/],
    ['--from-the-start', /--from-the-start is no argument: there are --from-beginning and --adopt/],
  ])('%s stops the start where it says nothing', async (flag, message) => {
    const started = run('node', [MAIN, flag], { env: { ...process.env, NODE_OPTIONS: '' } });
    await expect(started).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(message),
    });
  });
});
