import type { Micros, State } from '@app/orchestration';
import type { Books } from '@app/task-run';
import type { ListedTaskRun } from '../task-run-queries.js';

/** What is to be done to the rows, as data: the same for every database. */
export type RowChange =
  | Readonly<{ change: 'insert-run'; run: ListedTaskRun }>
  | Readonly<{ change: 'update-run'; id: string; set: RunUpdate }>
  | Readonly<{ change: 'insert-state'; stateId: string; taskRunId: string; revision: bigint }>
  | Readonly<{ change: 'delete-run'; id: string }>;

/** What an event says of a run; what it leaves out stays. */
export type RunUpdate = Readonly<{ updated: Micros; name?: string; standing?: Standing }>;

/** Where a run stands after a transition. */
export type Standing = Books & Readonly<{ state: State }>;

/**
 * The same outcome in fewer changes: what happens to a run within one batch is written once. A
 * new row is dear, so a run that is created and moved on in one batch is inserted as it stands in the end.
 */
export function folded(changes: readonly RowChange[]): readonly RowChange[] {
  const fewer: RowChange[] = [];
  const writtenAt = new Map<string, number>();
  for (const change of changes) {
    const id = runOf(change);
    const at = writtenAt.get(id);
    const earlier = at === undefined ? undefined : fewer[at];
    const both = earlier === undefined ? null : joined(earlier, change);
    if (at !== undefined && both !== null) {
      fewer[at] = both;
    } else {
      if (change.change !== 'insert-state') writtenAt.set(id, fewer.length);
      fewer.push(change);
    }
  }
  return fewer;
}

/** The run that a change is about. */
export function runOf(change: RowChange): string {
  switch (change.change) {
    case 'insert-run':
      return change.run.id;
    case 'update-run':
    case 'delete-run':
      return change.id;
    case 'insert-state':
      return change.taskRunId;
  }
}

function joined(earlier: RowChange, later: RowChange): RowChange | null {
  if (later.change !== 'update-run') return null;
  switch (earlier.change) {
    case 'insert-run':
      return { change: 'insert-run', run: updatedRun(earlier.run, later.set) };
    case 'update-run':
      return { change: 'update-run', id: earlier.id, set: { ...earlier.set, ...later.set } };
    case 'insert-state':
    case 'delete-run':
      return null;
  }
}

const updatedRun = (run: ListedTaskRun, { standing, ...rest }: RunUpdate): ListedTaskRun => ({
  ...run,
  ...standing,
  ...rest,
});
