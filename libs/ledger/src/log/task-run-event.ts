import type { StoredEvent } from '@app/event-store';
import type { TaskRunEvent } from '@app/task-run';
import { TRUNCATED } from './copy/placeholder.js';
import { eventOf } from './folds.js';
import { decodeMetadata } from './metadata.js';
import { taskRunIdOf } from './streams.js';

/** An event of a task run, read, with what else the log knows of it. */
export type LoggedTaskRunEvent = Readonly<{
  id: string;
  taskRunId: string;
  revision: bigint; // in the run's stream
  event: TaskRunEvent;
  traceparent: string | null; // of the request that led to it
}>;

/** An event of a run's stream, read; null for an event of any other stream, and for one that only holds a place. @throws UnreadableLedger */
export function taskRunEventOf(stored: StoredEvent): LoggedTaskRunEvent | null {
  const taskRunId = taskRunIdOf(stored.stream);
  if (taskRunId === null || stored.type === TRUNCATED) return null;
  return {
    id: stored.id,
    taskRunId,
    revision: stored.revision,
    event: eventOf(stored) as TaskRunEvent,
    traceparent: decodeMetadata(stored.metadata).traceparent ?? null,
  };
}
