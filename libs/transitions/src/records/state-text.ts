import {
  dataText,
  formatMoment,
  type Micros,
  type State,
  type StateDetails,
} from '@app/orchestration';

/** A state as the contract tells it (4.5). The data stands in it as it was written, which no stringify could do. */
export const stateText = (state: State): string =>
  `{"id":"${state.id}","type":"${state.type}","name":${text(state.name)},` +
  `"timestamp":"${formatMoment(state.timestamp)}","message":${text(state.message)},` +
  `"data":${dataText(state.data)},"state_details":${detailsText(state.details)}}`;

/** The text of a moment, or null. */
export const momentOrNull = (moment: Micros | null): string | null =>
  moment === null ? null : formatMoment(moment);

// Spelled out, as one stringify of eighteen fields would take three times as long, and every answer holds them.
const detailsText = (details: StateDetails): string =>
  `{"flow_run_id":${quoted(details.flowRunId)}` +
  `,"task_run_id":${quoted(details.taskRunId)}` +
  `,"child_flow_run_id":${quoted(details.childFlowRunId)}` +
  `,"scheduled_time":${quoted(momentOrNull(details.scheduledTime))}` +
  `,"cache_key":${text(details.cacheKey)}` +
  `,"cache_expiration":${quoted(momentOrNull(details.cacheExpiration))}` +
  `,"deferred":${flag(details.deferred)}` +
  `,"untrackable_result":${flag(details.untrackableResult)}` +
  `,"pause_timeout":${quoted(momentOrNull(details.pauseTimeout))}` +
  `,"pause_reschedule":${flag(details.pauseReschedule)}` +
  `,"pause_key":${text(details.pauseKey)}` +
  `,"run_input_keyset":${JSON.stringify(details.runInputKeyset)}` +
  `,"refresh_cache":${flag(details.refreshCache)}` +
  `,"retriable":${flag(details.retriable)}` +
  `,"transition_id":${quoted(details.transitionId)}` +
  `,"task_parameters_id":${quoted(details.taskParametersId)}` +
  `,"traceparent":${text(details.traceparent)}` +
  `,"deployment_concurrency_lease_id":${quoted(details.deploymentConcurrencyLeaseId)}}`;

/** An id or a moment, in which nothing needs an escape. */
const quoted = (value: string | null): string => (value === null ? 'null' : `"${value}"`);

const text = (value: string | null): string => (value === null ? 'null' : JSON.stringify(value));

const flag = (value: boolean | null): string => String(value);
