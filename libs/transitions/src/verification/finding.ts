import type { PublicTopic } from '../topics.js';

/** What can be wrong with a record, in the order in which it is told. */
export const FINDING_KINDS = [
  'missing', // the log has it, the topic has not
  'repeated', // it is there once more
  'misordered', // it follows on one that is later in the log, or is not where its key belongs
  'altered', // key, value or headers are not those that the log gives
  'old', // the topic tells this state of a run, but the log has a newer one
  'unexpected', // the topic has it, the log has not
] as const;

export type FindingKind = (typeof FINDING_KINDS)[number];

/** A record that is not as it should be. */
export type Finding = Readonly<{
  kind: FindingKind;
  topic: PublicTopic;
  partition: number;
  offset: bigint | null; // null: it is not there
  key: string;
  eventId: string; // for an unexpected record: its `ce_id`
  note: string | null;
}>;
