import type { CreateTaskRun, RetryPolicy } from '@app/task-run';
import { toProposedState } from '../../task-run-states/dto/to-proposal.js';
import type { TaskRunCreate } from './task-run-create.dto.js';
import type { TaskRunPolicy } from './task-run-policy.dto.js';

/** The run that a checked body asks for; `source` is the body's text. */
export const toCreateTaskRun = (run: TaskRunCreate, source: string): CreateTaskRun => ({
  id: run.id,
  name: run.name,
  flowRunId: run.flow_run_id,
  taskKey: run.task_key,
  dynamicKey: run.dynamic_key,
  cacheKey: run.cache_key,
  cacheExpiration: run.cache_expiration,
  taskVersion: run.task_version,
  empiricalPolicy: toRetryPolicy(run.empirical_policy),
  tags: run.tags,
  labels: run.labels ?? {},
  taskInputs: Object.fromEntries(
    Object.entries(run.task_inputs).map(([name, inputs]) => [
      name,
      inputs.map((input) => Object.fromEntries(Object.entries(input))),
    ]),
  ),
  state: run.state === null ? null : toProposedState(run.state, source),
});

/** The older two fields fill the newer ones where those are unset or zero (4.3). */
const toRetryPolicy = (policy: TaskRunPolicy): RetryPolicy => ({
  maxRetries: policy.max_retries,
  retryDelaySeconds: policy.retry_delay_seconds,
  retries: filled(policy.retries, policy.max_retries),
  retryDelay: filled(policy.retry_delay, policy.retry_delay_seconds),
  retryJitterFactor: policy.retry_jitter_factor,
});

const filled = <T>(newer: T | number | null, older: number): T | number | null =>
  (newer === null || newer === 0) && older !== 0 ? older : newer;
