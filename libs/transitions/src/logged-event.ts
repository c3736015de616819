import type { TaskRunEvent } from '@app/task-run';

/** An event of a task run, with what a record tells of its place in the log. */
export type LoggedEvent = Readonly<{
  id: string;
  taskRunId: string;
  revision: bigint; // in the run's stream
  event: TaskRunEvent;
  traceparent: string | null; // of the request that led to it
}>;
