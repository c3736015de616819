import { micros, NO_DETAILS, type State } from '@app/orchestration';
import { NO_BOOKS, type StateSet, type TaskRunEvent } from '@app/task-run';
import type { LoggedEvent } from '../logged-event.js';
import type { StateValue, TransitionValue } from '../schemas/values.js';
import { toRecords, toStateRecord, toTransitionRecord } from './to-records.js';

const RUN_ID = '0af76519-16cd-43dd-8448-eb211c80319c';
const EVENT_ID = '0b000000-0000-5000-8000-00000000000b';
const TRACEPARENT = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
const ORIGIN = { ledgerId: 'a-ledger', publicUrl: 'https://runledger.example.org' };

const RUNNING: State = {
  id: '01890af7-6519-7cd4-8448-eb211c80319c',
  type: 'RUNNING',
  name: 'Running',
  timestamp: micros(1_927_857_906_000_001n),
  message: null,
  data: { value: 1, source: '1.0' },
  details: NO_DETAILS,
};

const STATE_SET: StateSet = {
  type: 'StateSet',
  transition: 12,
  from: 'PENDING',
  verdict: { status: 'ACCEPT' },
  state: RUNNING,
  run: { ...NO_BOOKS, runCount: 1, startTime: RUNNING.timestamp, totalRunTime: micros(1_500_000n) },
  about: { flowRunId: null, taskKey: 'k', dynamicKey: '0', name: 'run "1"', tags: ['b', 'a'] },
  request: { key: 'secret', kind: 'idempotency-key', fingerprint: 'f' },
};

const DELETED: TaskRunEvent = { type: 'TaskRunDeleted', at: micros(1_927_857_907_000_000n) };
const RENAMED: TaskRunEvent = { type: 'TaskRunRenamed', name: 'new', at: micros(0n) };

const logged = (event: TaskRunEvent): LoggedEvent => ({
  id: EVENT_ID,
  taskRunId: RUN_ID,
  revision: 13n,
  event,
  traceparent: null,
});

const valueOf = (record: { value: string | null } | null): unknown =>
  JSON.parse(record?.value ?? 'null');

describe('the record of a transition', () => {
  it('is a CloudEvent in binary mode', () => {
    expect(toTransitionRecord(logged(STATE_SET), ORIGIN)).toMatchObject({
      topic: 'transitions',
      key: RUN_ID,
      headers: {
        'content-type': 'application/json',
        ce_specversion: '1.0',
        ce_id: EVENT_ID,
        ce_source: 'urn:runledger:a-ledger',
        ce_type: 'io.runledger.task-run.transitioned.v1',
        ce_subject: RUN_ID,
        ce_time: '2031-02-03T04:05:06.000001Z',
        ce_sequence: '0000000000000012',
        ce_dataschema: 'https://runledger.example.org/api/schemas/task-run.transition.v1.json',
      },
    });
  });

  it('tells the state and what the run became, and nothing of the request', () => {
    expect(valueOf(toTransitionRecord(logged(STATE_SET), ORIGIN))).toEqual({
      task_run_id: RUN_ID,
      revision: 13,
      transition: 12,
      from: 'PENDING',
      verdict: 'ACCEPT',
      state: expect.objectContaining({ id: RUNNING.id, type: 'RUNNING', data: 1 }),
      run: {
        run_count: 1,
        flow_run_run_count: 0,
        expected_start_time: null,
        next_scheduled_start_time: null,
        start_time: '2031-02-03T04:05:06.000001Z',
        end_time: null,
        total_run_time: 1.5,
      },
      about: {
        flow_run_id: null,
        task_key: 'k',
        dynamic_key: '0',
        name: 'run "1"',
        tags: ['b', 'a'],
      },
    });
  });

  it('tells data as it was written', () => {
    expect(toTransitionRecord(logged(STATE_SET), ORIGIN)?.value).toContain('"data":1.0,');
  });

  it('tells of a substitute that it was not what the caller proposed', () => {
    const event: StateSet = {
      ...STATE_SET,
      from: null,
      verdict: { status: 'REJECT', reason: 'r' },
    };
    expect(valueOf(toTransitionRecord(logged(event), ORIGIN))).toMatchObject({
      from: null,
      verdict: 'REJECT',
    });
  });

  it('carries the trace of the request, where there is one', () => {
    const traced = { ...logged(STATE_SET), traceparent: TRACEPARENT };
    expect(toTransitionRecord(traced, ORIGIN)?.headers).toHaveProperty('traceparent', TRACEPARENT);
    expect(toTransitionRecord(logged(STATE_SET), ORIGIN)?.headers).not.toHaveProperty(
      'traceparent',
    );
  });
});

describe('the record of a current state', () => {
  it('tells the same state and run, under another id', () => {
    const record = toStateRecord(logged(STATE_SET), ORIGIN);
    const transition = valueOf(toTransitionRecord(logged(STATE_SET), ORIGIN)) as TransitionValue;
    const { state, run, about } = transition;
    const value: StateValue = { task_run_id: RUN_ID, revision: 13, state, run, about };
    expect(valueOf(record)).toEqual(value);
    expect(record).toMatchObject({
      topic: 'states',
      key: RUN_ID,
      headers: {
        ce_id: `${EVENT_ID}:state`,
        ce_type: 'io.runledger.task-run.state-changed.v1',
        ce_dataschema: 'https://runledger.example.org/api/schemas/task-run.state.v1.json',
      },
    });
    expect(record?.headers).not.toHaveProperty('ce_sequence');
  });

  it('is a tombstone when the run is deleted', () => {
    expect(toStateRecord(logged(DELETED), ORIGIN)).toEqual({
      topic: 'states',
      key: RUN_ID,
      headers: {
        ce_specversion: '1.0',
        ce_id: `${EVENT_ID}:state`,
        ce_source: 'urn:runledger:a-ledger',
        ce_type: 'io.runledger.task-run.deleted.v1',
        ce_subject: RUN_ID,
        ce_time: '2031-02-03T04:05:07Z',
      },
      value: null,
    });
  });
});

describe('the records', () => {
  it.each<[string, string[], TaskRunEvent]>([
    ['a transition', ['transitions', 'states'], STATE_SET],
    ['a deletion', ['states'], DELETED],
    ['a rename', [], RENAMED],
  ])('of %s go to %j', (_, topics, event) => {
    expect(toRecords(logged(event), ORIGIN).map(({ topic }) => topic)).toEqual(topics);
  });
});
