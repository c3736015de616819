import type { Checkpoint } from './checkpoint.js';
import type { PublicRecord } from './public-record.js';
import type { PublicTopic } from './topics.js';

/** The topics of a ledger, to be read as a consumer of committed records does. */
export interface PublishedTopics {
  /**
   * The committed records of a topic, those of a partition in its order, to where each partition ended when the reading began.
   *
   * @throws PublicationUnavailable, the signal's reason when it aborts
   */
  read(topic: PublicTopic, signal: AbortSignal): AsyncIterable<PublishedRecord>;

  /** The last committed record of each partition that has one. @throws as {@link read} */
  tails(topic: PublicTopic, signal: AbortSignal): Promise<readonly PublishedRecord[]>;

  /** How far the topics are published, by whoever did so last; null: by nobody yet. @throws as {@link read} */
  checkpoint(signal: AbortSignal): Promise<Checkpoint | null>;

  /** Where each partition begins and ends now: `first` is 0 until retention drops something. @throws PublicationUnavailable */
  extents(topic: PublicTopic): Promise<readonly Extent[]>;

  close(): Promise<void>;
}

/** A record where it stands. */
export type PublishedRecord = PublicRecord & Readonly<{ partition: number; offset: bigint }>;

/** Offsets of a partition; empty where both are equal. Markers of transactions count, too. */
export type Extent = Readonly<{ partition: number; first: bigint; end: bigint }>;
