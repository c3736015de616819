import { between, pass, toSeconds, wait } from '@app/orchestration';
import type { TaskRule } from './task-rule.js';

/** A run that is not due yet waits until its scheduled time; half a second early is due (5.4, rule 8). */
export const waitForScheduledTime: TaskRule = {
  name: 'WaitForScheduledTime',
  from: ['SCHEDULED', 'PENDING'],
  to: ['RUNNING'],
  reads: ({ current }) => ({ due: current?.details.scheduledTime ?? null }),
  judge({ current, facts }) {
    const due = current?.details.scheduledTime ?? facts.now;
    const seconds = roundHalfDown(toSeconds(between(facts.now, due)));
    return seconds > 0 ? wait(seconds, 'Scheduled time is in the future') : pass;
  },
};

const roundHalfDown = (seconds: number): number => Math.ceil(seconds - 0.5);
