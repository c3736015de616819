import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startStandalone, type Standalone } from '../support/standalone.mjs';
import { checkRuns } from './check-runs.mjs';
import { Proxy, type Harm, type Passed } from './proxy.fixture.js';

describe('a run that many clients work on at once', () => {
  const directory = mkdtempSync(join(tmpdir(), 'runledger-linearizability-'));
  let server: Standalone;
  beforeAll(async () => {
    server = await startStandalone(directory);
  });
  afterAll(async () => {
    await server.stop();
    rmSync(directory, { recursive: true });
  });

  /** What is found where one of two ways to the service leads through somebody who does harm. */
  const checkBehind = async (harm: Harm) => {
    const proxy = new Proxy(server.base, harm);
    const bases = [server.base, await proxy.open()];
    const options = { bases, runs: RUNS, clients: 8, calls: 8, patience: 5_000, seed: 7 };
    return checkRuns(options).finally(() => proxy.close());
  };

  it('answers as if the calls had come one by one', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      'test/linearizability/run.mjs',
      ...['--base', server.base, '--base', server.base, '--runs', '6'],
    ]);
    expect(stdout).toMatch(/\n0 of 6 not linearizable\n$/);
  });

  it('may have heard of calls that were never answered', async () => {
    let calls = 0;
    const { unexplained, counts } = await checkBehind(async (_, pass) => {
      calls += 1;
      if (calls % 7 === 0) return null;
      const answer = await pass();
      return calls % 5 === 0 ? null : answer;
    });
    expect(unexplained).toEqual([]);
    expect(counts.open).toBeGreaterThan(counts.operations / 10);
  });

  it('is found out when it answers with what it knew a while ago', async () => {
    const known = new Map<string, Passed>();
    const { unexplained } = await checkBehind(async (call, pass) => {
      const earlier = known.get(call);
      if (earlier !== undefined) return earlier;
      const answer = await pass();
      if (call.startsWith('GET')) known.set(call, answer);
      return answer;
    });
    expect(unexplained.length).toBeGreaterThan(0);
    expect(unexplained[0]).toMatch(
      /^run \d+: \d+ of 64 operations in an order that explains them:/,
    );
  });

  it('is found out when it does twice what it was asked once', async () => {
    const { unexplained } = await checkBehind(async (call, pass) => {
      const answer = await pass();
      if (call.endsWith('/set_state')) await pass();
      return answer;
    });
    expect(unexplained.length).toBeGreaterThan(0);
  });
});

const RUNS = 5;
