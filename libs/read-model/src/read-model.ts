import type { RowChange } from './projections/row-change.js';
import type { Checkpoint } from './task-run-queries.js';

/** The rows as the projector has them. Several may hold it open; that no event is applied twice is up to the checkpoint. */
export interface ReadModel {
  /** How far the rows have followed the log; null if nothing was committed since they were empty. */
  checkpoint(): Promise<Checkpoint | null>;

  /**
   * Writes the changes and the checkpoint that they lead to, all or nothing.
   *
   * @param after the checkpoint that the changes follow on
   * @throws CheckpointMoved if the rows stand at another one: nothing was written
   */
  commit(changes: readonly RowChange[], after: Checkpoint | null, at: Checkpoint): Promise<void>;

  /** Empties everything, to be filled anew: rows of another log, or from beyond its head, are worth nothing. */
  reset(): Promise<void>;

  close(): Promise<void>;
}

/** A read model that is filled beside the one that is shown. It is dropped when it is closed before it took over. */
export interface ReadModelDraft extends ReadModel {
  /**
   * Shows this one from now on, and drops the one shown so far. False, and nothing happens, if that one has followed the
   * log further: lists never go back.
   */
  takeOver(): Promise<boolean>;
}

/** The rows do not stand where the changes begin: another projector was here, or another read model is shown. */
export class CheckpointMoved extends Error {
  override readonly name = 'CheckpointMoved';
}

/** Another draft is being filled already. */
export class DraftExists extends Error {
  override readonly name = 'DraftExists';
}

/** The database is away, or does not let us in. Nothing was written, unless it was a commit: the checkpoint tells. */
export class ReadModelUnavailable extends Error {
  override readonly name = 'ReadModelUnavailable';
}
