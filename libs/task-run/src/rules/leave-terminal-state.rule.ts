import {
  abort,
  amend,
  isResult,
  isTerminal,
  pass,
  refuse,
  STATE_TYPES,
  TERMINAL_TYPES,
} from '@app/orchestration';
import type { FlowRunFact } from '../facts.js';
import type { TaskRule } from './task-rule.js';

/** A run that has ended may start anew, counting from zero, unless it completed with a result (5.4, rule 3). */
export const leaveTerminalState: TaskRule = {
  name: 'LeaveTerminalState',
  from: TERMINAL_TYPES,
  to: STATE_TYPES,
  reads: ({ current, run, facts }) => ({
    result: current?.data != null && isResult(current.data),
    attempt: run.flowRunRunCount,
    flowAttempt: attemptOf(facts.flowRun),
  }),
  judge({ current, proposed, run, facts }) {
    if (current === null) return pass;
    if (['CANCELLING', 'PAUSED', 'CRASHED'].includes(proposed.type)) {
      return abort(`Run is already ${current.type}.`);
    }
    if (current.type === 'COMPLETED' && current.data !== null && isResult(current.data)) {
      return refuse('This run is already completed.');
    }
    if (isTerminal(proposed.type)) return pass;
    const retried =
      proposed.type === 'RUNNING' && run.flowRunRunCount < (attemptOf(facts.flowRun) ?? 0);
    return { ...(retried ? amend({ ...proposed, name: 'Retrying' }) : pass), run: { runCount: 0 } };
  },
};

const attemptOf = (flowRun: FlowRunFact | null): number | null =>
  flowRun === null || flowRun.gone ? null : flowRun.runCount;
