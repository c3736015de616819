/** A topic as it is created. One that exists and differs is reported, never changed. */
export type TopicManifest = Readonly<{
  name: string; // KAFKA_TOPIC_PREFIX goes before it
  partitions: number;
  settings: Readonly<Record<string, string>>;
}>;

/** A record may hold one event of 1,000,000 bytes, told in other words. */
const LARGEST_RECORD = '1500000'; // bytes

/** Retention counts from the broker's clock: a time of the event's would fall to it at once, or be refused. */
const common = {
  'max.message.bytes': LARGEST_RECORD,
  'message.timestamp.type': 'LogAppendTime',
};
const compacted = { ...common, 'cleanup.policy': 'compact' };

export const TOPICS = {
  /** One record per accepted transition; the records of a run are in order. */
  transitions: {
    name: 'task-run.transitions.v1',
    partitions: 12,
    settings: {
      ...common,
      'cleanup.policy': 'delete',
      'retention.ms': '604800000', // 7 days
    },
  },
  /** The current state of each run; a tombstone when it is deleted. */
  states: { name: 'task-run.state.v1', partitions: 12, settings: compacted },
  /** How far each ledger is published; written in the transaction of the records. */
  checkpoints: {
    name: 'runledger.checkpoints.v1',
    partitions: 1,
    settings: {
      ...compacted,
      'segment.bytes': '1048576', // only full segments are compacted, and a take reads the rest
      'delete.retention.ms': '60000', // so long the ends of transactions are kept, too
    },
  },
} as const satisfies Readonly<Record<string, TopicManifest>>;

export type Topic = keyof typeof TOPICS;

/** The topics that consumers read. */
export type PublicTopic = Exclude<Topic, 'checkpoints'>;
