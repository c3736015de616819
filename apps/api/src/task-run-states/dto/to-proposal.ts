import { defaultName, type ProposedState, type StateDetails as Details } from '@app/orchestration';
import type { Proposal } from '@app/task-run';
import type { SetTaskRunStateBody } from '../../task-runs/dto/set-task-run-state.dto.js';
import type { StateCreate } from './state-create.dto.js';
import type { StateDetails } from './state-details.dto.js';
import { toData } from './to-data.js';

/** What a checked body of `set_state` proposes; `source` is the body's text. */
export const toProposal = ({ state, force }: SetTaskRunStateBody, source: string): Proposal => ({
  state: toProposedState(state, source),
  force,
});

/** The state that a body holds at `state`. A name of null is that of its type (4.5). */
export const toProposedState = (state: StateCreate, source: string): ProposedState => ({
  type: state.type,
  name: state.name ?? defaultName(state.type),
  message: state.message,
  data: toData(state.data, source, ['state', 'data']),
  details: toDetails(state.state_details),
});

const toDetails = (details: StateDetails): Details => ({
  flowRunId: null, // whatever the caller says, these two are the run's (4.5)
  taskRunId: null,
  childFlowRunId: details.child_flow_run_id,
  scheduledTime: details.scheduled_time,
  cacheKey: details.cache_key,
  cacheExpiration: details.cache_expiration,
  deferred: details.deferred,
  untrackableResult: details.untrackable_result,
  pauseTimeout: details.pause_timeout,
  pauseReschedule: details.pause_reschedule,
  pauseKey: details.pause_key,
  runInputKeyset: details.run_input_keyset,
  refreshCache: details.refresh_cache,
  retriable: details.retriable,
  transitionId: details.transition_id,
  taskParametersId: details.task_parameters_id,
  traceparent: details.traceparent,
  deploymentConcurrencyLeaseId: details.deployment_concurrency_lease_id,
});
