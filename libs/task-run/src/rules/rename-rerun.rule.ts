import { amend, pass, STATE_TYPES } from '@app/orchestration';
import type { TaskRule } from './task-rule.js';

/** A start that is not the first is named Retrying after AwaitingRetry, and else Rerunning (5.4, rule 10). */
export const renameRerun: TaskRule = {
  name: 'RenameRerun',
  from: STATE_TYPES,
  to: ['RUNNING'],
  reads: ({ current, run }) => ({ runCount: run.runCount, current: current?.name ?? null }),
  judge({ current, proposed, run }) {
    if (current === null || run.runCount <= 0) return pass;
    const name = current.name === 'AwaitingRetry' ? 'Retrying' : 'Rerunning';
    return amend({ ...proposed, name });
  },
};
