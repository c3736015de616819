import { amend, pass } from '@app/orchestration';
import type { TaskRule } from './task-rule.js';

/** The scheduled time follows a run from SCHEDULED into PENDING (5.4, rule 6). */
export const copyScheduledTime: TaskRule = {
  name: 'CopyScheduledTime',
  from: ['SCHEDULED'],
  to: ['PENDING'],
  reads: ({ current, proposed }) => ({
    current: current?.details.scheduledTime ?? null,
    proposed: proposed.details.scheduledTime,
  }),
  judge({ current, proposed }) {
    if (current === null || proposed.details.scheduledTime !== null) return pass;
    const { scheduledTime } = current.details;
    return amend({ ...proposed, details: { ...proposed.details, scheduledTime } });
  },
};
