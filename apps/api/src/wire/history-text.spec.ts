import { micros } from '@app/orchestration';
import { historyText } from './history-text.js';

describe('the text of a history', () => {
  it('tells each interval with its states', () => {
    const [start, middle, end] = [micros(0n), micros(60_000_000n), micros(120_000_000n)];
    const late = {
      type: 'SCHEDULED',
      name: 'Late',
      count: 2,
      estimatedRunTime: micros(0n),
      estimatedLateness: micros(1_500_000n),
    } as const;
    const buckets = [
      { start, end: middle, states: [late] },
      { start: middle, end, states: [] },
    ];
    expect(JSON.parse(historyText(buckets))).toEqual([
      {
        interval_start: '1970-01-01T00:00:00Z',
        interval_end: '1970-01-01T00:01:00Z',
        states: [
          {
            state_type: 'SCHEDULED',
            state_name: 'Late',
            count_runs: 2,
            sum_estimated_run_time: 0,
            sum_estimated_lateness: 1.5,
          },
        ],
      },
      {
        interval_start: '1970-01-01T00:01:00Z',
        interval_end: '1970-01-01T00:02:00Z',
        states: [],
      },
    ]);
  });
});
