import { micros, NO_DETAILS, type State } from '@app/orchestration';
import { stateText } from './state-text.js';

const RUNNING: State = {
  id: '01890af7-6519-7cd4-8448-eb211c80319c',
  type: 'RUNNING',
  name: 'Läuft "gerade"',
  timestamp: micros(1_927_857_906_000_001n),
  message: null,
  data: null,
  details: NO_DETAILS,
};

const NO_DETAILS_TOLD = {
  flow_run_id: null,
  task_run_id: null,
  child_flow_run_id: null,
  scheduled_time: null,
  cache_key: null,
  cache_expiration: null,
  deferred: false,
  untrackable_result: false,
  pause_timeout: null,
  pause_reschedule: false,
  pause_key: null,
  run_input_keyset: null,
  refresh_cache: null,
  retriable: null,
  transition_id: null,
  task_parameters_id: null,
  traceparent: null,
  deployment_concurrency_lease_id: null,
};

describe('the text of a state', () => {
  it('has every key', () => {
    expect(JSON.parse(stateText(RUNNING))).toEqual({
      id: '01890af7-6519-7cd4-8448-eb211c80319c',
      type: 'RUNNING',
      name: 'Läuft "gerade"',
      timestamp: '2031-02-03T04:05:06.000001Z',
      message: null,
      data: null,
      state_details: NO_DETAILS_TOLD,
    });
  });

  it('tells moments and keys among the details', () => {
    const scheduledTime = micros(0n);
    const details = { ...NO_DETAILS, scheduledTime, runInputKeyset: { base: 'b' }, deferred: null };
    expect(JSON.parse(stateText({ ...RUNNING, details }))).toMatchObject({
      state_details: {
        ...NO_DETAILS_TOLD,
        scheduled_time: '1970-01-01T00:00:00Z',
        run_input_keyset: { base: 'b' },
        deferred: null,
      },
    });
  });

  it('tells data as it was written', () => {
    const data = { value: { n: 1 }, source: '{ "n": 1.0 }' };
    expect(stateText({ ...RUNNING, data })).toContain('"data":{ "n": 1.0 },');
  });
});
