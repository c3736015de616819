import type { Position, Revision } from '@app/event-store';
import type { State } from '@app/orchestration';
import type { TaskRun } from '@app/task-run';
import { TaskRunNotFound } from '../errors.js';
import { eventOf } from '../log/folds.js';
import type { Parts } from '../parts.js';
import { stateAt } from './state-at.js';
import { taskRunStream } from '../log/streams.js';
import { TASK_RUN } from '../log/task-run-aggregate.js';

/** A run as its stream says, and where its last event stands. @throws TaskRunNotFound, StoreUnavailable */
export const readTaskRun =
  ({ folds }: Parts) =>
  async (
    id: string,
  ): Promise<Readonly<{ run: TaskRun; revision: Revision; position: Position }>> => {
    const { state: run, revision, position } = await folds.current(taskRunStream(id), TASK_RUN);
    if (!run.exists) throw new TaskRunNotFound(id);
    return { run, revision, position };
  };

/** All states of a run in the order of their timestamps; none if there is no such run. @throws StoreUnavailable */
export const readStates =
  ({ folds, store }: Parts) =>
  async (id: string): Promise<Readonly<{ states: readonly State[]; position: Position }>> => {
    const stream = taskRunStream(id);
    const { state: run, position } = await folds.current(stream, TASK_RUN);
    if (!run.exists) return { states: [], position };
    const states: State[] = [];
    for await (const stored of store.read(stream, run.born as Revision)) {
      const event = eventOf(stored);
      if (event.type === 'StateSet') states.push(event.state);
    }
    return { states: states.sort((a, b) => (a.timestamp < b.timestamp ? -1 : 1)), position };
  };

/** The state that a run set at this revision, if it has this id and the run is still there; else null. @throws StoreUnavailable */
export const readState =
  (parts: Parts) =>
  async (stateId: string, taskRunId: string, revision: bigint): Promise<State | null> => {
    const state = await stateAt(parts, taskRunId, revision);
    return state?.id === stateId ? state : null;
  };
