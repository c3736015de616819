import { micros, NO_DETAILS, type Micros, type StateType } from '@app/orchestration';
import type { ListedTaskRun } from '@app/read-model';
import { ABSENT } from '@app/task-run';
import { estimatedLateness, estimatedRunTime } from './estimates.js';

const at = (moment: number | null): Micros | null =>
  moment === null ? null : micros(BigInt(moment));
const NOW = micros(100n);

const run = (type: StateType, fields: Partial<ListedTaskRun> = {}): ListedTaskRun => ({
  ...ABSENT,
  ...fields,
  state: {
    id: '',
    type,
    name: '',
    timestamp: micros(90n),
    message: null,
    data: null,
    details: NO_DETAILS,
  },
});

describe('the time spent running', () => {
  it('grows while the run is running', () => {
    expect(estimatedRunTime(run('RUNNING', { totalRunTime: micros(5n) }), NOW)).toBe(15n);
    expect(estimatedRunTime(run('PAUSED', { totalRunTime: micros(5n) }), NOW)).toBe(5n);
  });
});

describe('lateness', () => {
  it.each<[string, StateType, number | null, number | null, bigint]>([
    ['is how late the run started', 'COMPLETED', 10, 30, 20n],
    ['is none where it started early', 'RUNNING', 30, 10, 0n],
    ['grows while the run is overdue', 'PENDING', 40, null, 60n],
    ['is none before the run is due', 'SCHEDULED', 100, null, 0n],
    ['is none where the run ended unstarted', 'CANCELLED', 40, null, 0n],
    ['is none where nothing was expected', 'PENDING', null, null, 0n],
  ])('%s', (_, type, expected, start, lateness) => {
    const fields = { expectedStartTime: at(expected), startTime: at(start) };
    expect(estimatedLateness(run(type, fields), NOW)).toBe(lateness);
  });
});
