/** A node of the cluster: SIGKILL, SIGTERM, and back with its data on its port. */
export type KafkaNode = Readonly<{
  id: number;
  pid: number;
  kill: () => Promise<unknown>;
  stop: () => Promise<unknown>;
  start: () => Promise<unknown>;
}>;

export type KafkaCluster = Readonly<{
  brokers: string;
  version: string;
  nodes: readonly KafkaNode[];
  close: () => Promise<void>;
}>;

export function startKafka(
  options?: Readonly<{ nodes?: number; options?: readonly string[] }>,
): Promise<KafkaCluster>;
