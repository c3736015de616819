import { amend, pass } from '@app/orchestration';
import type { TaskRule } from './task-rule.js';

/** The id of its parameters follows a background run until it runs (5.4, rule 7). */
export const copyTaskParametersId: TaskRule = {
  name: 'CopyTaskParametersId',
  from: ['SCHEDULED', 'PENDING'],
  to: ['PENDING', 'RUNNING'],
  reads: ({ current, proposed }) => ({
    current: current?.details.taskParametersId ?? null,
    proposed: proposed.details.taskParametersId,
  }),
  judge({ current, proposed }) {
    if (current === null || proposed.details.taskParametersId !== null) return pass;
    const { taskParametersId } = current.details;
    return amend({ ...proposed, details: { ...proposed.details, taskParametersId } });
  },
};
