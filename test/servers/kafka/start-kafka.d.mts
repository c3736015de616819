import type { EventEmitter } from 'node:events';
import type { FaultProxy } from '../fault-proxy.mjs';

/** A node of the cluster: SIGKILL, SIGTERM, and back with its data on its port. */
export type KafkaNode = Readonly<{
  id: number;
  pid: number | null; // null while it is down
  kill: () => Promise<void>;
  stop: () => Promise<void>;
  start: () => Promise<void>;
  proxy: FaultProxy | null; // null: clients reach it directly
}>;

export type KafkaCluster = Readonly<{
  brokers: string;
  direct: string; // past the proxies
  version: string;
  nodes: readonly KafkaNode[];
  requests: EventEmitter<{ one: [apiKey: number, node: number] }>; // as they come to a proxy, before a fault hits them
  close: () => Promise<void>;
}>;

export function startKafka(
  options?: Readonly<{ nodes?: number; options?: readonly string[]; proxied?: boolean }>,
): Promise<KafkaCluster>;
