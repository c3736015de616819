import type { StoredEvent } from '@app/event-store';
import type { TaskRunEvent } from '@app/task-run';
import { TRUNCATED } from './copy/placeholder.js';
import { eventOf } from './folds.js';
import { decodeMetadata } from './metadata.js';
import { taskRunIdOf } from './streams.js';

/** An event of a task run, read, and where it stands in the run's stream. */
type ReadTaskRunEvent = Readonly<{ taskRunId: string; revision: bigint; event: TaskRunEvent }>;

/** An event of a run's stream, read; null for an event of any other stream, and for one that only holds a place. @throws UnreadableLedger */
export function taskRunEventOf(stored: StoredEvent): ReadTaskRunEvent | null {
  const taskRunId = taskRunIdOf(stored.stream);
  if (taskRunId === null || stored.type === TRUNCATED) return null;
  return { taskRunId, revision: stored.revision, event: eventOf(stored) as TaskRunEvent };
}

/** As {@link taskRunEventOf}, with what a published record tells of it: its id, and the traceparent of the request that led to it. */
export function loggedEventOf(
  stored: StoredEvent,
): (ReadTaskRunEvent & Readonly<{ id: string; traceparent: string | null }>) | null {
  const read = taskRunEventOf(stored);
  if (read === null) return null;
  const { traceparent = null } = decodeMetadata(stored.metadata);
  return { ...read, id: stored.id, traceparent };
}
