import { revision, type StoredEvent } from '@app/event-store';
import { newRun, ORIGIN, propose, UNCONDITIONAL } from '../../ledger.fixture.js';
import { brokenLink } from '../hash-chain.js';
import { readIdentity } from '../identity.js';
import { IDENTITY_STREAM, refusalsStream, stateCacheStream, taskRunStream } from '../streams.js';
import { taskRunEventOf } from '../task-run-event.js';
import { CopyHouse, logOf, streamOf } from './copy.fixture.js';
import { isPlaceholder } from './placeholder.js';

const REFUSALS = 1_500;

const named = ({ stream, revision, id, type, data, metadata }: StoredEvent): unknown => ({
  stream,
  revision,
  id,
  type,
  data,
  metadata,
});

describe('a ledger that was copied to another store', () => {
  let house: CopyHouse;
  let refused: string;
  let recreated: string;
  beforeAll(async () => {
    house = await CopyHouse.open();
    refused = await house.refusedRun('refused', REFUSALS);
    await house.cachingRun('caching', 160);
    recreated = await house.recreatedRun('recreated');
    for (let nth = 0; nth < 20; nth += 1) await house.run(`plain ${nth}`);
  });
  afterAll(() => house.close());

  const streams = async (): Promise<ReadonlySet<string>> =>
    new Set((await logOf(house.source.log)).map(({ stream }) => stream));

  it('has the same events at the same revisions, as far as they can be read, and intact chains', async () => {
    const before = await logOf(house.source.log);
    const report = await house.copy();
    expect(report).toMatchObject({
      finishedBefore: false,
      events: before.length,
      streams: (await streams()).size,
      appended: before.length,
    });
    expect(await logOf(house.source.log)).toEqual(before);
    for (const stream of await streams()) {
      const original = (await streamOf(house.source.log, stream)).map(named);
      const copied = (await streamOf(house.target, stream)).map(named);
      expect(stream === IDENTITY_STREAM ? copied.slice(0, -1) : copied).toEqual(original);
      expect(await brokenLink(house.target.read(stream))).toBeNull();
    }
  });

  it('has them in the order of the log', async () => {
    const places = (events: readonly StoredEvent[]): readonly string[] =>
      events.map(({ stream, revision }) => `${stream} ${revision}`);
    const original = places(await logOf(house.source.log));
    expect(places(await logOf(house.target)).slice(0, -1)).toEqual(original);
  });

  it.each([
    ['refusals', () => refusalsStream(refused), 401n],
    ['cached results', () => stateCacheStream('key'), 51n],
  ])('has empty events where %s are hidden, which no reader sees', async (_, stream, first) => {
    const log = (await logOf(house.target)).filter((event) => event.stream === stream());
    const hidden = log.filter((event) => isPlaceholder(event));
    expect(hidden).toEqual(log.slice(0, Number(first)));
    expect(hidden[0]).toMatchObject({ type: 'Truncated', data: '{}' });
    expect((await streamOf(house.target, stream()))[0]?.revision).toBe(first);
    expect(hidden.map(taskRunEventOf).filter((event) => event !== null)).toEqual([]);
  });

  it('is another log of the same ledger', async () => {
    const { ledgerId, logId } = house.source.ledger.identity;
    const identity = await readIdentity(house.target);
    expect(identity?.ledgerId).toBe(ledgerId);
    expect(identity?.logId).not.toBe(logId);
    expect((await logOf(house.target)).at(-1)).toMatchObject({ type: 'LogReopened', revision: 1n });
  });

  it('stays as it is when it is copied once more', async () => {
    const before = await logOf(house.target);
    const identity = await readIdentity(house.target);
    expect(await house.copy()).toMatchObject({ finishedBefore: true, appended: 0, identity });
    expect(await logOf(house.target)).toEqual(before);
  });

  it('tells how far it is', () => {
    const last = (step: string) => house.progress.findLast((progress) => progress.step === step);
    expect(last('copy')?.events).toBe(last('copy')?.total);
    expect(last('check')?.events).toBe(last('check')?.total);
  });

  describe('goes on', () => {
    it('and can be copied once more even then', async () => {
      const ledger = await house.source.another(house.target);
      const told = await ledger.readDecisions(refused);
      expect(told.lines.at(-1)).toMatchObject({ count: REFUSALS });
      const refusal = await ledger.setTaskRunState(
        refused,
        propose('RUNNING'),
        UNCONDITIONAL,
        ORIGIN,
      );
      expect(refusal).toMatchObject({ verdict: { status: 'WAIT' } });
      const granted = await ledger.setTaskRunState(
        recreated,
        propose('RUNNING'),
        UNCONDITIONAL,
        ORIGIN,
      );
      expect(granted).toMatchObject({ verdict: { status: 'ACCEPT' } });
      await ledger.createTaskRun(newRun({ dynamicKey: 'only here' }), ORIGIN);
      for (const stream of await streams()) {
        expect(await brokenLink(house.target.read(stream))).toBeNull();
      }
      expect(await house.copy()).toMatchObject({ finishedBefore: true, appended: 0 });
    });
  });
});

describe('a stream of which nothing can be read any more', () => {
  it('keeps its revisions, and its readers pass them by', async () => {
    const house = await CopyHouse.open();
    const stream = taskRunStream(await house.run('hidden'));
    await house.source.log.truncateBefore(stream, revision(3n));
    expect(await house.copy()).toMatchObject({ placeholders: 3 });
    expect(await streamOf(house.target, stream)).toEqual([]);
    expect((await logOf(house.target)).map(taskRunEventOf)).toEqual(Array(6).fill(null));
    expect(await house.copy()).toMatchObject({ finishedBefore: true });
    house.close();
  });
});
