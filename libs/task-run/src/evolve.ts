import type { StateSet, TaskRunEvent } from './events.js';
import { ABSENT, type Grant, type TaskRun } from './task-run.js';

/** The run after one more event, which stands at this revision. Copies what the event says and computes nothing. */
export function evolve(run: TaskRun, event: TaskRunEvent, revision: bigint): TaskRun {
  switch (event.type) {
    case 'TaskRunCreated':
      return {
        ...ABSENT,
        ...event.run,
        exists: true,
        created: event.at,
        updated: event.at,
        born: revision,
        transition: run.transition,
        greatest: run.greatest,
      };
    case 'StateSet':
      return {
        ...run,
        ...event.run,
        updated: event.state.timestamp,
        state: event.state,
        grants: withGrant(run.grants, event, revision),
        transition: event.transition,
        greatest: event.state.timestamp,
      };
    case 'TaskRunRenamed':
      return { ...run, name: event.name, updated: event.at };
    case 'TaskRunDeleted':
      return { ...ABSENT, born: run.born, transition: run.transition, greatest: run.greatest };
  }
}

const GRANTS_KEPT = 256;

function withGrant(
  grants: readonly Grant[],
  { request }: StateSet,
  revision: bigint,
): readonly Grant[] {
  return request === null ? grants : [...grants.slice(1 - GRANTS_KEPT), { ...request, revision }];
}
