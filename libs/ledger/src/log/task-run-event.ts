import type { StoredEvent } from '@app/event-store';
import type { TaskRunEvent } from '@app/task-run';
import { TRUNCATED } from './copy/placeholder.js';
import { eventOf } from './folds.js';
import { taskRunIdOf } from './streams.js';

/** An event of a run's stream, read; null for an event of any other stream, and for one that only holds a place. @throws UnreadableLedger */
export function taskRunEventOf(
  stored: StoredEvent,
): Readonly<{ taskRunId: string; revision: bigint; event: TaskRunEvent }> | null {
  const taskRunId = taskRunIdOf(stored.stream);
  if (taskRunId === null || stored.type === TRUNCATED) return null;
  return { taskRunId, revision: stored.revision, event: eventOf(stored) as TaskRunEvent };
}
