import { NO_DETAILS } from '@app/orchestration';
import { SetTaskRunStateBody } from '../../task-runs/dto/set-task-run-state.dto.js';
import { parametersOf } from '../../validation/checked-body.js';
import { toProposal } from './to-proposal.js';

const check = parametersOf(SetTaskRunStateBody);

const ID = '0af76519-16cd-43dd-8448-eb211c80319c';

function proposal(source: string): ReturnType<typeof toProposal> {
  return toProposal(check({ kind: 'json', value: JSON.parse(source), source }), source);
}

describe('a proposal', () => {
  it('is named after its type and has no details unless told otherwise', () => {
    expect(proposal('{"state":{"type":"CANCELLING"}}')).toEqual({
      state: {
        type: 'CANCELLING',
        name: 'Cancelling',
        message: null,
        data: null,
        details: NO_DETAILS,
      },
      force: false,
    });
  });

  it('keeps an empty name, which is one', () => {
    expect(proposal('{"state":{"type":"PAUSED","name":""}}').state.name).toBe('');
    expect(proposal('{"state":{"type":"PAUSED","name":null}}').state.name).toBe('Paused');
  });

  it('has every detail that it was given, but for the ids of run and flow run', () => {
    const details = {
      flow_run_id: ID,
      task_run_id: ID,
      child_flow_run_id: ID.toUpperCase(),
      scheduled_time: 0,
      cache_key: 'k',
      cache_expiration: '1970-01-01T00:00:00.000001Z',
      deferred: null,
      untrackable_result: 'yes',
      pause_timeout: '1970-01-01',
      pause_reschedule: 1,
      pause_key: 'p',
      run_input_keyset: { base: 'b' },
      refresh_cache: true,
      retriable: false,
      transition_id: ID,
      task_parameters_id: ID,
      traceparent: 't',
      deployment_concurrency_lease_id: ID,
      colour: 'red',
    };
    const body = { state: { type: 'PENDING', state_details: details }, force: 'on' };
    const { state, force } = proposal(JSON.stringify(body));
    expect(force).toBe(true);
    expect(state.details).toEqual({
      flowRunId: null,
      taskRunId: null,
      childFlowRunId: ID,
      scheduledTime: 0n,
      cacheKey: 'k',
      cacheExpiration: 1n,
      deferred: null,
      untrackableResult: true,
      pauseTimeout: 0n,
      pauseReschedule: true,
      pauseKey: 'p',
      runInputKeyset: { base: 'b' },
      refreshCache: true,
      retriable: false,
      transitionId: ID,
      taskParametersId: ID,
      traceparent: 't',
      deploymentConcurrencyLeaseId: ID,
    });
  });
});
