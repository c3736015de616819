import type { Checkpoint } from './task-run-queries.js';

/** Whether rows have followed the log further than others. Those of another log have not, however far they are. */
export const isFurther = (rows: Checkpoint | null, others: Checkpoint | null): boolean =>
  rows !== null &&
  (others === null || (rows.logId === others.logId && rows.position > others.position));
