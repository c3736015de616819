import { between, isTerminal, micros, plus, type Micros } from '@app/orchestration';
import type { ListedTaskRun } from '@app/read-model';

const NONE = micros(0n);

/** The time spent running, with the run in progress (4.3). */
export const estimatedRunTime = ({ state, totalRunTime }: ListedTaskRun, now: Micros): Micros =>
  state?.type === 'RUNNING' ? plus(totalRunTime, between(state.timestamp, now)) : totalRunTime;

/** How late a run started, or is; never negative (4.3). */
export function estimatedLateness(run: ListedTaskRun, now: Micros): Micros {
  const { expectedStartTime: expected, startTime: start, state } = run;
  if (expected === null) return NONE;
  if (start !== null) return start > expected ? between(expected, start) : NONE;
  const due = expected < now && !(state !== null && isTerminal(state.type));
  return due ? between(expected, now) : NONE;
}
