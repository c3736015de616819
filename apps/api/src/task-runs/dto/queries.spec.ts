import { parametersOf } from '../../validation/checked-body.js';
import type { Body } from '../../validation/body.js';
import { RequestRefused } from '../../validation/request-refused.js';
import {
  CountTaskRunsBody,
  FilterTaskRunsBody,
  PaginateTaskRunsBody,
  TaskRunHistoryBody,
} from './queries.dto.js';
import { toIntervals } from './to-intervals.js';
import { toSelection } from './to-selection.js';
import { toPageSlice, toSlice } from './to-slice.js';

const json = (value: unknown): Body => ({ kind: 'json', value, source: JSON.stringify(value) });
const count = parametersOf(CountTaskRunsBody);
const filter = parametersOf(FilterTaskRunsBody);
const paginate = parametersOf(PaginateTaskRunsBody);
const history = parametersOf(TaskRunHistoryBody);

const ID = '0af76519-16cd-43dd-8448-eb211c80319c';
const selection = (body: object): ReturnType<typeof toSelection> => toSelection(count(json(body)));

describe('a selection', () => {
  const NO_CONDITION = {
    operator: 'and_',
    id: null,
    name: null,
    tags: null,
    state: null,
    startTime: null,
    endTime: null,
    expectedStartTime: null,
    isSubflowParent: null,
    flowRunId: null,
  };

  it('is of all runs where nothing is asked for', () => {
    expect(selection({})).toEqual({ filter: null, inFlow: false });
    expect(selection({ task_runs: {} })).toEqual({ filter: NO_CONDITION, inFlow: false });
    expect(selection({ task_runs: null, flows: null })).toEqual({ filter: null, inFlow: false });
  });

  it('has every condition of the filter', () => {
    const task_runs = {
      operator: 'or_',
      id: { any_: [ID.toUpperCase()] },
      name: { any_: [], like_: '%a' },
      tags: { operator: 'or_', all_: ['t'], is_null_: true },
      state: { operator: 'or_', type: { any_: ['RUNNING'] }, name: { any_: ['Late'] } },
      start_time: { before_: 1, after_: '1970-01-01', is_null_: 'no' },
      end_time: { is_null_: true },
      expected_start_time: { after_: 2 },
      subflow_runs: { exists_: false },
      flow_run_id: { operator: 'or_', any_: [ID], is_null_: true },
    };
    expect(selection({ task_runs }).filter).toEqual({
      operator: 'or_',
      id: [ID],
      name: { any: [], like: '%a' },
      tags: { operator: 'or_', all: ['t'], isNull: true },
      state: { operator: 'or_', types: ['RUNNING'], names: ['Late'] },
      startTime: { before: 1_000_000n, after: 0n, isNull: false },
      endTime: { before: null, after: null, isNull: true },
      expectedStartTime: { before: null, after: 2_000_000n, isNull: null },
      isSubflowParent: false,
      flowRunId: { operator: 'or_', any: [ID], isNull: true },
    });
  });

  it('takes an empty list of tags for no condition, and asks for a flow run by default', () => {
    expect(selection({ task_runs: { tags: { all_: [] }, flow_run_id: {} } }).filter).toMatchObject({
      tags: { all: null, isNull: null },
      flowRunId: { any: null, isNull: false },
    });
  });

  it.each(['flows', 'flow_runs', 'deployments'])(
    'is inside flows where %s are asked for',
    (name) => {
      expect(selection({ [name]: {} }).inFlow).toBe(true);
    },
  );
});

describe('a slice', () => {
  it('begins at the first of 200 by id', () => {
    const slice = { sort: 'ID_DESC', limit: 200, offset: 0 };
    expect(toSlice(filter(json({})))).toEqual(slice);
    expect(toSlice(filter(json({ sort: null, limit: null, offset: null })))).toEqual(slice);
    expect(toPageSlice(paginate(json({ page: null })))).toEqual(slice);
  });

  it('may be narrower and begin later', () => {
    expect(toSlice(filter(json({ sort: 'NAME_ASC', limit: '2', offset: 3 })))).toEqual({
      sort: 'NAME_ASC',
      limit: 2,
      offset: 3,
    });
  });

  it('is a page, whatever its offset is said to be', () => {
    expect(toPageSlice(paginate(json({ limit: 4, page: 3, offset: 2 })))).toMatchObject({
      offset: 8,
    });
    expect(toPageSlice(paginate(json({ page: 2 ** 53 - 1 }))).offset).toBe(2 ** 53 - 1);
  });
});

describe('intervals', () => {
  const intervals = (end: string, seconds: unknown): ReturnType<typeof toIntervals> =>
    toIntervals(
      history(json({ history_start: 0, history_end: end, history_interval_seconds: seconds })),
    );

  it.each([1, '1', 'PT1S'])('are a second long at least: %j', (seconds) => {
    expect(intervals('1970-01-02', seconds)).toEqual({
      start: 0n,
      end: 86_400_000_000n,
      interval: 1_000_000n,
    });
  });

  it.each([0.5, 0, -60])('are refused where they are %d s long', (seconds) => {
    expect(() => intervals('1970-01-02', seconds)).toThrow(
      new RequestRefused('History interval must not be less than 1 second.'),
    );
  });

  it('end while there are years to tell', () => {
    expect(() => intervals('9999-12-31T23:59:59Z', 60)).toThrow(RequestRefused);
  });
});
