import { abort, NO_DETAILS, pass } from '@app/orchestration';
import { ANY } from './pairs.js';
import type { TaskRule } from './task-rule.js';

/** A run starts only while its flow run is RUNNING; a paused one makes it NotReady (5.4, rule 4). */
export const requireRunningFlow: TaskRule = {
  name: 'RequireRunningFlow',
  from: ANY,
  to: ['RUNNING'],
  reads: ({ facts }) => ({
    flowRun: facts.flowRun === null || facts.flowRun.gone ? null : facts.flowRun.type,
  }),
  judge({ facts: { flowRun } }) {
    if (flowRun === null || flowRun.gone || flowRun.type === 'RUNNING') return pass;
    if (flowRun.type !== 'PAUSED') {
      return abort('The enclosing flow must be running to begin task execution.');
    }
    const { pauseTimeout, pauseReschedule } = flowRun;
    return {
      says: 'replace',
      substitute: {
        type: 'PAUSED',
        name: 'NotReady',
        message: null,
        data: null,
        details: { ...NO_DETAILS, pauseTimeout, pauseReschedule },
      },
      reason: `The flow is paused, new tasks can execute after resuming flow run: ${flowRun.id}.`,
    };
  },
};
