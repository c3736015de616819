import { micros, NO_DETAILS } from '@app/orchestration';
import type { ListedTaskRun } from '@app/read-model';
import { ABSENT } from '@app/task-run';
import { pageText, taskRunsText, taskRunText } from './task-run-text.js';

const ID = '0af76519-16cd-43dd-8448-eb211c80319c';
const STATE_ID = '01890af7-6519-7cd4-8448-eb211c80319c';
const NOW = micros(10_000_000n);

const RUN: ListedTaskRun = {
  ...ABSENT,
  id: ID,
  name: 'run "1"',
  taskKey: 'k',
  dynamicKey: '0',
  cacheExpiration: micros(0n),
  tags: ['b', 'a'],
  labels: { size: 3 },
  taskInputs: { x: [{ input_type: 'parameter', name: 'p' }] },
  created: micros(1n),
  updated: micros(2n),
  runCount: 1,
  expectedStartTime: micros(1_000_000n),
  startTime: micros(2_500_000n),
  totalRunTime: micros(500_000n),
  state: {
    id: STATE_ID,
    type: 'RUNNING',
    name: 'Running',
    timestamp: micros(9_000_000n),
    message: null,
    data: { value: 1, source: '1.0' },
    details: NO_DETAILS,
  },
};

const ON_A_PAGE = {
  id: ID,
  created: '1970-01-01T00:00:00.000001Z',
  updated: '1970-01-01T00:00:00.000002Z',
  name: 'run "1"',
  flow_run_id: null,
  task_key: 'k',
  task_version: null,
  empirical_policy: {
    max_retries: 0,
    retry_delay_seconds: 0,
    retries: null,
    retry_delay: null,
    retry_jitter_factor: null,
  },
  tags: ['b', 'a'],
  state_id: STATE_ID,
  task_inputs: { x: [{ input_type: 'parameter', name: 'p' }] },
  start_time: '1970-01-01T00:00:02.500000Z',
  end_time: null,
  total_run_time: 0.5,
  estimated_run_time: 1.5,
  estimated_start_time_delta: 1.5,
  state: expect.objectContaining({ id: STATE_ID, type: 'RUNNING' }) as unknown,
};

describe('the text of a run', () => {
  it('has every key', () => {
    expect(JSON.parse(taskRunText(RUN, NOW))).toEqual({
      ...ON_A_PAGE,
      dynamic_key: '0',
      cache_key: null,
      cache_expiration: '1970-01-01T00:00:00Z',
      labels: { size: 3 },
      state_type: 'RUNNING',
      state_name: 'Running',
      run_count: 1,
      flow_run_run_count: 0,
      expected_start_time: '1970-01-01T00:00:01Z',
      next_scheduled_start_time: null,
    });
  });

  it('has them without a state as well', () => {
    expect(JSON.parse(taskRunText({ ...RUN, state: null }, NOW))).toMatchObject({
      state: null,
      state_id: null,
      state_type: null,
      state_name: null,
    });
  });

  it('tells the data of the state as written', () => {
    expect(taskRunsText([RUN], NOW)).toContain('"data":1.0,');
  });
});

describe('the text of a page', () => {
  it('shows less of each run, and how many pages there are', () => {
    expect(JSON.parse(pageText({ runs: [RUN], count: 5, limit: 2, page: 3 }, NOW))).toEqual({
      results: [ON_A_PAGE],
      count: 5,
      limit: 2,
      pages: 3,
      page: 3,
    });
  });

  it('counts no pages of nothing', () => {
    expect(JSON.parse(pageText({ runs: [], count: 5, limit: 0, page: 1 }, NOW))).toEqual({
      results: [],
      count: 5,
      limit: 0,
      pages: 0,
      page: 1,
    });
  });
});
