import type { Checkpoint } from './checkpoint.js';
import type { PublicRecord } from './public-record.js';

/** The topics of a ledger, to be written. One process holds them at a time: whoever takes them fences who held them before. */
export interface Publication {
  /**
   * Fences the holder, ends what it left open, and reads how far it came.
   *
   * @throws PublicationUnavailable, the signal's reason when it aborts
   */
  take(signal: AbortSignal): Promise<HeldPublication>;

  /**
   * A number that grows with each transaction of whoever holds the topics: while it grows, somebody does.
   *
   * @throws PublicationUnavailable
   */
  activity(): Promise<bigint>;

  close(): Promise<void>;
}

/** The topics, held: writes here are refused from the moment on that another takes them. */
export interface HeldPublication {
  /** The newest checkpoint of each ledger that was published to these topics, of this one too. */
  readonly checkpoints: readonly Checkpoint[];

  /**
   * Makes records and checkpoint visible together, in this order; records may be none. One call at a time. After an error it cannot be told
   * whether they became visible: the publication is to be taken again, and its checkpoint says.
   *
   * @throws Fenced if another has taken the topics, PublicationInterrupted for anything else
   */
  publish(records: readonly PublicRecord[], checkpoint: Checkpoint): Promise<void>;

  /** Ends the hold; what is visible stays. */
  release(): Promise<void>;
}
