import { formatMoment, toSeconds, type Micros, type State } from '@app/orchestration';
import type { ListedTaskRun } from '@app/read-model';
import type { RetryPolicy } from '@app/task-run';
import { momentOrNull, stateText } from '@app/transitions';
import { estimatedLateness, estimatedRunTime } from './estimates.js';
import { listText } from './list-text.js';

/** A run in full, with every key (4.3). Estimates are of the moment `now`. */
export const taskRunText = (run: ListedTaskRun, now: Micros): string =>
  withState(run.state, {
    ...commonFields(run, now),
    dynamic_key: run.dynamicKey,
    cache_key: run.cacheKey,
    cache_expiration: momentOrNull(run.cacheExpiration),
    labels: run.labels,
    state_type: run.state?.type ?? null,
    state_name: run.state?.name ?? null,
    run_count: run.runCount,
    flow_run_run_count: run.flowRunRunCount,
    expected_start_time: momentOrNull(run.expectedStartTime),
    next_scheduled_start_time: momentOrNull(run.nextScheduledStartTime),
  });

/** A list of runs. */
export const taskRunsText = (runs: readonly ListedTaskRun[], now: Micros): string =>
  listText(runs, (run) => taskRunText(run, now));

export type Page = Readonly<{
  runs: readonly ListedTaskRun[];
  count: number; // of all runs that were asked for
  limit: number;
  page: number;
}>;

/** A page of runs, which shows less of each (4.6). A limit of 0 makes no pages. */
export function pageText({ runs, count, limit, page }: Page, now: Micros): string {
  const results = listText(runs, (run) => withState(run.state, commonFields(run, now)));
  const pages = limit === 0 ? 0 : Math.ceil(count / limit);
  return `{"results":${results},${JSON.stringify({ count, limit, pages, page }).slice(1)}`;
}

const commonFields = (run: ListedTaskRun, now: Micros): object => ({
  id: run.id,
  created: formatMoment(run.created),
  updated: formatMoment(run.updated),
  name: run.name,
  flow_run_id: run.flowRunId,
  task_key: run.taskKey,
  task_version: run.taskVersion,
  empirical_policy: policyFields(run.empiricalPolicy),
  tags: run.tags,
  state_id: run.state?.id ?? null,
  task_inputs: run.taskInputs,
  start_time: momentOrNull(run.startTime),
  end_time: momentOrNull(run.endTime),
  total_run_time: toSeconds(run.totalRunTime),
  estimated_run_time: toSeconds(estimatedRunTime(run, now)),
  estimated_start_time_delta: toSeconds(estimatedLateness(run, now)),
});

const policyFields = (policy: RetryPolicy): object => ({
  max_retries: policy.maxRetries,
  retry_delay_seconds: policy.retryDelaySeconds,
  retries: policy.retries,
  retry_delay: policy.retryDelay,
  retry_jitter_factor: policy.retryJitterFactor,
});

const withState = (state: State | null, fields: object): string =>
  `${JSON.stringify(fields).slice(0, -1)},"state":${state === null ? 'null' : stateText(state)}}`;
