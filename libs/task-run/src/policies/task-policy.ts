import type { Policy } from '@app/orchestration';
import type { Effect, Facts } from '../facts.js';
import type { TaskRun } from '../task-run.js';

/** A policy about task runs. */
export type TaskPolicy = Policy<TaskRun, Facts, Effect>;
