import { abort, amend, pass } from '@app/orchestration';
import type { TaskRule } from './task-rule.js';

/** A run that was taken up does not fall back to PENDING; one that is PENDING may change its name (5.4, rule 1). */
export const preventPendingTransitions: TaskRule = {
  name: 'PreventPendingTransitions',
  from: ['PENDING', 'CANCELLING', 'RUNNING', 'CANCELLED'],
  to: ['PENDING'],
  reads: ({ current, proposed }) => ({ current: current?.name ?? null, proposed: proposed.name }),
  judge({ current, proposed }) {
    if (current === null) return pass;
    const renamed = proposed.name !== current.name && proposed.name !== 'Pending';
    if (current.type !== 'PENDING' || !renamed) {
      return abort(
        `This run is in a ${current.type} state and cannot transition to a PENDING state.`,
      );
    }
    const { scheduledTime, deploymentConcurrencyLeaseId } = current.details;
    const details = { ...proposed.details, scheduledTime, deploymentConcurrencyLeaseId };
    return amend({ ...proposed, details });
  },
};
