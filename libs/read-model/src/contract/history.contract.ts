import { micros } from '@app/orchestration';
import type { HistoryBucket } from '../task-run-queries.js';
import { follow, type OpenedReadModel } from './opened.fixture.js';
import { born, EVERY_RUN, noon, type Set } from './task-runs.fixture.js';

/** How runs are counted over time. */
export function historyContract(opened: () => OpenedReadModel): void {
  const history = async (
    end: number | bigint,
    interval: bigint,
  ): Promise<readonly HistoryBucket[]> => {
    const intervals = { start: noon(), end: noon(end), interval: micros(interval) };
    return (await opened().queries.history(EVERY_RUN, intervals, noon(100))).found;
  };
  const given = (...sets: readonly Set[]): Promise<void> =>
    follow(
      opened(),
      sets.flatMap((set, index) => born(index + 1, {}, set)),
    );
  const expected = (after: number): Set => ({ type: 'PENDING', expectedStartTime: noon(after) });
  const counts = (buckets: readonly HistoryBucket[]): readonly number[] =>
    buckets.map(({ states }) => states.reduce((sum, { count }) => sum + count, 0));

  it('counts an interval with its start and without its end', async () => {
    await given(expected(-1), expected(0), expected(9), expected(10), expected(20));
    expect(counts(await history(20, 10n))).toEqual([2, 1]);
  });

  it('lets the last interval reach beyond the end', async () => {
    await given(expected(19));
    const buckets = await history(11, 10n);
    expect(counts(buckets)).toEqual([0, 1]);
    expect(buckets.at(-1)?.end).toBe(noon(20));
  });

  it('tells of 500 intervals at most, and of none that begins at the end', async () => {
    await given(expected(499), expected(500));
    const buckets = await history(10_000, 1n);
    expect(buckets).toHaveLength(500);
    expect(counts(buckets).at(-1)).toBe(1);
    expect(await history(0, 1n)).toEqual([]);
  });

  it('tells states apart by type and name', async () => {
    const late: Set = { type: 'SCHEDULED', name: 'Late' };
    await given(late, late, { type: 'SCHEDULED', name: 'Scheduled' });
    const [bucket] = await history(10, 10n);
    expect(bucket?.states).toEqual([
      expect.objectContaining({ type: 'SCHEDULED', name: 'Late', count: 2 }),
      expect.objectContaining({ type: 'SCHEDULED', name: 'Scheduled', count: 1 }),
    ]);
  });

  it('sums the time spent running, until now for what runs', async () => {
    await given(
      { type: 'RUNNING', timestamp: noon(60), startTime: noon(), totalRunTime: micros(2n) },
      { type: 'RUNNING', timestamp: noon(90), startTime: noon(), totalRunTime: micros(0n) },
      { type: 'RUNNING', timestamp: noon(130), startTime: noon(), totalRunTime: micros(0n) },
    );
    const buckets = await history(200, 200n);
    expect(buckets[0]?.states[0]?.estimatedRunTime).toBe(52n);
  });

  it('sums by how much runs started late, or are late by now unless they have ended', async () => {
    await given(
      { type: 'COMPLETED', name: 'Same', expectedStartTime: noon(10), startTime: noon(15) },
      { type: 'COMPLETED', name: 'Same', expectedStartTime: noon(10), startTime: noon(5) },
      { type: 'COMPLETED', name: 'Same', expectedStartTime: noon(10) },
      { type: 'PENDING', name: 'Same', expectedStartTime: noon(10) },
      { type: 'PENDING', name: 'Same', expectedStartTime: noon(120) },
    );
    const [bucket] = await history(200, 200n);
    expect(bucket?.states.map((state) => [state.type, state.estimatedLateness])).toEqual([
      ['COMPLETED', 5n],
      ['PENDING', 90n],
    ]);
  });

  it('sums more lateness than 64 bits hold', async () => {
    const longAgo = noon(-60_000_000_000_000_000n);
    const late: Set = { type: 'PENDING', expectedStartTime: longAgo };
    await given(...Array<Set>(200).fill(late));
    const intervals = { start: longAgo, end: noon(), interval: micros(60_000_000_000_000_000n) };
    const { found } = await opened().queries.history(EVERY_RUN, intervals, noon());
    expect(found[0]?.states[0]?.estimatedLateness).toBe(12_000_000_000_000_000_000n);
  });
}
