import { ABSENT, evolve, type TaskRun, type TaskRunEvent } from '@app/task-run';
import type { Aggregate } from './aggregate.js';

export const TASK_RUN: Aggregate<TaskRun, TaskRunEvent> = { empty: ABSENT, evolve };
