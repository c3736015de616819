import type { PublicTopic } from './topics.js';

/** What the world is told: a CloudEvent (1.0, binary mode of the Kafka binding), or a tombstone. */
export type PublicRecord = Readonly<{
  topic: PublicTopic;
  key: string; // the task run id
  headers: Readonly<Record<string, string>>;
  value: string | null; // JSON after the schema that `ce_dataschema` names; null: the run was deleted
}>;
