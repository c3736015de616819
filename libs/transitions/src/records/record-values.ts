import { toSeconds } from '@app/orchestration';
import type { About, Books, StateSet } from '@app/task-run';
import type { LoggedEvent } from '../logged-event.js';
import type { PublicAbout, PublicRun } from '../schemas/values.js';
import { momentOrNull, stateText } from './state-text.js';

/** The text of a TransitionValue. */
export const transitionText = (logged: LoggedEvent, set: StateSet): string =>
  `{${placeMembers(logged)},"transition":${set.transition}` +
  `,"from":${set.from === null ? 'null' : `"${set.from}"`},"verdict":"${set.verdict.status}"` +
  `,${runMembers(set)}}`;

/** The text of a StateValue. */
export const currentStateText = (logged: LoggedEvent, set: StateSet): string =>
  `{${placeMembers(logged)},${runMembers(set)}}`;

const placeMembers = ({ taskRunId, revision }: LoggedEvent): string =>
  `"task_run_id":"${taskRunId}","revision":${revision.toString()}`;

const runMembers = ({ state, run, about }: StateSet): string =>
  `"state":${stateText(state)},"run":${JSON.stringify(publicRun(run))}` +
  `,"about":${JSON.stringify(publicAbout(about))}`;

const publicRun = (run: Books): PublicRun => ({
  run_count: run.runCount,
  flow_run_run_count: run.flowRunRunCount,
  expected_start_time: momentOrNull(run.expectedStartTime),
  next_scheduled_start_time: momentOrNull(run.nextScheduledStartTime),
  start_time: momentOrNull(run.startTime),
  end_time: momentOrNull(run.endTime),
  total_run_time: toSeconds(run.totalRunTime),
});

const publicAbout = (about: About): PublicAbout => ({
  flow_run_id: about.flowRunId,
  task_key: about.taskKey,
  dynamic_key: about.dynamicKey,
  name: about.name,
  tags: about.tags,
});
