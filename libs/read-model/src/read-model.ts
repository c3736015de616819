import type { RowChange } from './projections/row-change.js';
import type { Checkpoint } from './task-run-queries.js';

/** The rows as their one writer has them: the projector. */
export interface ReadModel {
  /** How far the rows have followed the log; null if nothing was committed since they were empty. */
  checkpoint(): Promise<Checkpoint | null>;

  /** Writes the changes and the checkpoint that they lead to, all or nothing. */
  commit(changes: readonly RowChange[], checkpoint: Checkpoint): Promise<void>;

  /** Empties everything, to be filled anew: rows of another log, or from beyond its head, are worth nothing. */
  reset(): Promise<void>;

  close(): Promise<void>;
}
