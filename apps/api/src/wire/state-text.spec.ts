import { micros, NO_DETAILS, type State } from '@app/orchestration';
import { SetTaskRunStateBody } from '../task-runs/dto/set-task-run-state.dto.js';
import { toProposal } from '../task-run-states/dto/to-proposal.js';
import { parametersOf } from '../validation/checked-body.js';
import { statesText, stateText } from './state-text.js';

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

  it.each(['12345678901234567890', '1.0', '1e400', '-0', '{"a": [1E5]}', '{"__proto__":1.0}'])(
    'tells data as it was proposed: %s',
    (data) => {
      const source = `{"force":false,"state":{"type":"COMPLETED","data":${data}}}`;
      const body = { kind: 'json', value: JSON.parse(source), source } as const;
      const { state } = toProposal(parametersOf(SetTaskRunStateBody)(body), source);
      expect(stateText({ ...RUNNING, ...state })).toContain(`"data":${data},`);
    },
  );

  it('stands in lists', () => {
    expect(statesText([])).toBe('[]');
    expect(JSON.parse(statesText([RUNNING, RUNNING]))).toHaveLength(2);
  });
});
