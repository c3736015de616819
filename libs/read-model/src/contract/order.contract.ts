import { micros } from '@app/orchestration';
import type { Slice, Sort } from '../task-run-queries.js';
import { follow, listed, type OpenedReadModel } from './opened.fixture.js';
import { born, EVERY_RUN, noon, type Set } from './task-runs.fixture.js';

/** In which order runs are shown. */
export function orderContract(opened: () => OpenedReadModel): void {
  const inOrder = (sort: Sort, slice: Partial<Slice> = {}): Promise<readonly number[]> =>
    listed(opened(), EVERY_RUN, { sort, ...slice });
  const given = (...sets: readonly Set[]): Promise<void> =>
    follow(
      opened(),
      sets.flatMap((set, index) => born(index + 1, {}, set)),
    );

  it('orders names by the code points of their signs', async () => {
    const names = ['🧮', '\uff21', 'ä', 'b', 'B', '~', '-', '10', '9'];
    await follow(
      opened(),
      names.flatMap((name, index) => born(index + 1, { name }, { type: 'PENDING' })),
    );
    expect(await inOrder('NAME_ASC')).toEqual([7, 8, 9, 5, 4, 6, 3, 2, 1]);
    expect(await inOrder('NAME_DESC')).toEqual([1, 2, 3, 6, 4, 5, 9, 8, 7]);
  });

  it('shows what has not ended before the latest end', async () => {
    const ended = (after: number): Set => ({ type: 'COMPLETED', endTime: noon(after) });
    await given(ended(1), { type: 'PENDING' }, ended(2));
    expect(await inOrder('END_TIME_DESC')).toEqual([2, 3, 1]);
  });

  it('shows what is not scheduled after the latest of what is', async () => {
    const due = (after: number): Set => ({
      type: 'SCHEDULED',
      nextScheduledStartTime: noon(after),
    });
    await given(due(2), { type: 'PENDING' }, due(1));
    expect(await inOrder('NEXT_SCHEDULED_START_TIME_ASC')).toEqual([3, 1, 2]);
  });

  it('lets what runs grow with the clock, and shows what is expected latest first among equals', async () => {
    const ran = (time: bigint, expected: number): Set => ({
      type: 'COMPLETED',
      totalRunTime: micros(time),
      expectedStartTime: noon(expected),
    });
    const runs: Set = { type: 'RUNNING', timestamp: noon(70), totalRunTime: micros(10n) }; // 40 by now
    await given(ran(50n, 1), ran(0n, 2), runs, ran(0n, 3), ran(30n, 4));
    expect(await inOrder('DURATION_DESC')).toEqual([1, 3, 5, 4, 2]);
    expect(await inOrder('DURATION_ASC')).toEqual([4, 2, 5, 3, 1]);
    expect(await inOrder('DURATION_DESC', { limit: 2, offset: 1 })).toEqual([3, 5]);
  });

  it.each<[Sort, number[]]>([
    ['ID_DESC', [4, 3, 2, 1]],
    ['EXPECTED_START_TIME_ASC', [1, 2, 3, 4]],
    ['EXPECTED_START_TIME_DESC', [4, 3, 2, 1]],
    ['END_TIME_DESC', [4, 3, 2, 1]],
    ['DURATION_ASC', [4, 3, 2, 1]],
  ])('%s has an order among equals, so that pages do not overlap', async (sort, numbers) => {
    await given(...Array<Set>(4).fill({ type: 'PENDING' }));
    const first = await inOrder(sort, { limit: 2 });
    const second = await inOrder(sort, { limit: 2, offset: 2 });
    expect([...first, ...second]).toEqual(numbers);
  });
}
