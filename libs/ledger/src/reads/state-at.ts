import { revision as toRevision, type StoredEvent } from '@app/event-store';
import type { State } from '@app/orchestration';
import { eventOf } from '../log/folds.js';
import type { Parts } from '../parts.js';
import { TASK_RUN } from '../log/task-run-aggregate.js';
import { taskRunStream } from '../log/streams.js';

/** The state that a run set at this revision; null if it set none there, or is gone since. */
export async function stateAt(
  parts: Parts,
  taskRunId: string,
  revision: bigint,
): Promise<State | null> {
  const { state: run, revision: head } = await parts.folds.current(
    taskRunStream(taskRunId),
    TASK_RUN,
  );
  if (!run.exists || revision < run.born || revision > head) return null;
  const stored = await eventAt(parts, taskRunStream(taskRunId), revision);
  const event = stored === null ? null : eventOf(stored);
  return event?.type === 'StateSet' ? event.state : null;
}

/** The event of a stream at this revision; null if there is none. */
export async function eventAt(
  { store }: Parts,
  stream: string,
  revision: bigint,
): Promise<StoredEvent | null> {
  for await (const stored of store.read(stream, toRevision(revision - 1n))) {
    return stored.revision === revision ? stored : null;
  }
  return null;
}
