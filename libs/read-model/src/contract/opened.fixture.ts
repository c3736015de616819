import { position } from '@app/event-store';
import type { Micros } from '@app/orchestration';
import { projectTaskRuns, type RecordedTaskRunEvent } from '../projections/project-task-runs.js';
import type { ReadModel } from '../read-model.js';
import type { Checkpoint, Selection, Slice, TaskRunQueries } from '../task-run-queries.js';
import { id, noon } from './task-runs.fixture.js';

/** A read model and what reads it. */
export type OpenedReadModel = Readonly<{ readModel: ReadModel; queries: TaskRunQueries }>;

export const at = (place: bigint, logId = 'log'): Checkpoint => ({
  logId,
  position: position(place),
});

/** Lets the rows follow the events from where they stand, as one batch. */
export const follow = async (
  { readModel }: OpenedReadModel,
  events: readonly RecordedTaskRunEvent[],
  checkpoint: Checkpoint = at(1n),
): Promise<void> =>
  readModel.commit(projectTaskRuns(events), await readModel.checkpoint(), checkpoint);

/** Which runs a list shows, by the numbers of their ids. */
export async function listed(
  { queries }: OpenedReadModel,
  selection: Selection,
  slice: Partial<Slice> = {},
  now: Micros = noon(100),
): Promise<readonly number[]> {
  const { found } = await queries.list(selection, { ...WHOLE, ...slice }, now);
  return found.map((run) => parseInt(run.id.slice(0, id(0).indexOf('-')), 16));
}

const WHOLE: Slice = { sort: 'EXPECTED_START_TIME_ASC', limit: 200, offset: 0 };
