import { pass } from '@app/orchestration';
import { ANY } from './pairs.js';
import type { TaskRule } from './task-rule.js';

/** A run that starts notes the attempt that its flow run is on (5.4, rule 11). */
export const recordFlowAttempt: TaskRule = {
  name: 'RecordFlowAttempt',
  from: ANY,
  to: ['RUNNING'],
  reads: ({ facts: { flowRun } }) => ({
    flowAttempt: flowRun === null || flowRun.gone ? null : flowRun.runCount,
  }),
  judge({ facts: { flowRun } }) {
    if (flowRun === null) return pass;
    if (flowRun.gone) return { says: 'miss', flowRunId: flowRun.id };
    return { ...pass, run: { flowRunRunCount: flowRun.runCount } };
  },
};
