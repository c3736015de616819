import { NO_BOOKS, type TaskRunCreated, type TaskRunEvent } from '@app/task-run';
import type { ListedTaskRun } from '../task-run-queries.js';
import { folded, type RowChange } from './row-change.js';

/** An event of a task run and where it stands in the run's stream. */
export type RecordedTaskRunEvent = Readonly<{
  taskRunId: string;
  revision: bigint;
  event: TaskRunEvent;
}>;

/** The row changes that a batch of events makes, in the order of the log. */
export const projectTaskRuns = (events: readonly RecordedTaskRunEvent[]): readonly RowChange[] =>
  folded(events.flatMap(changesOf));

function changesOf({ taskRunId, revision, event }: RecordedTaskRunEvent): readonly RowChange[] {
  switch (event.type) {
    case 'TaskRunCreated':
      return [{ change: 'insert-run', run: createdRun(event) }];
    case 'StateSet': {
      const { state, run: books } = event;
      const set = { updated: state.timestamp, standing: { ...books, state } };
      return [
        { change: 'update-run', id: taskRunId, set },
        { change: 'insert-state', stateId: state.id, taskRunId, revision },
      ];
    }
    case 'TaskRunRenamed': {
      const { name, at } = event;
      return [{ change: 'update-run', id: taskRunId, set: { updated: at, name } }];
    }
    case 'TaskRunDeleted':
      return [{ change: 'delete-run', id: taskRunId }];
  }
}

const createdRun = ({ run, at }: TaskRunCreated): ListedTaskRun => ({
  created: at,
  updated: at,
  ...NO_BOOKS,
  state: null,
  ...run, // last: V8 takes thirty times as long to add so many fields to a copy
});
