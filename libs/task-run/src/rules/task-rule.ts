import type { Rule } from '@app/orchestration';
import type { Effect, Facts } from '../facts.js';
import type { TaskRun } from '../task-run.js';

/** A rule about task runs. */
export type TaskRule = Rule<TaskRun, Facts, Effect>;
