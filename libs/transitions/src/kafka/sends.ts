import { Partitioners, type Message, type TopicMessages } from 'kafkajs';
import type { PublicRecord } from '../public-record.js';
import type { Layout, TopicLayout } from './layout.js';

/** Records for one leader, at most one batch a partition. */
export type Send = Readonly<{
  topicMessages: TopicMessages[];
  places: readonly string[]; // each partition that it brings records to, see `placeOf`
}>;

export const placeOf = (topic: string, partition: number): string => `${topic}/${partition}`;

const MOST = 1_000; // records; kafkajs groups them in quadratic time
const LARGEST = 1_000_000; // bytes of a batch; a topic takes 1,048,588 by default
const FRAME = 100; // bytes, more than the lengths, the offset and the time of a record take

/**
 * The requests that bring records to their partitions; in the order given they keep the order within each. Each is for one
 * leader: of several, kafkajs asks those again that answered after another had refused.
 */
export function toSends(records: readonly PublicRecord[], layout: Layout): readonly Send[] {
  const partitionOf = Partitioners.DefaultPartitioner();
  const sends: OpenSend[] = [];
  const open = new Map<number, OpenSend>(); // the last of each leader
  for (const { topic, key, value, headers } of records) {
    const { name, partitions: partitionMetadata } = layout[topic];
    const message = { key, value, headers };
    const partition = partitionOf({ topic: name, partitionMetadata, message });
    const leader = leaderOf(layout[topic], partition);
    const bytes = bytesOf(message);
    let send = open.get(leader);
    if (send?.hasRoom(name, partition, bytes) !== true) {
      send = new OpenSend();
      sends.push(send);
      open.set(leader, send);
    }
    send.add(name, { ...message, partition }, bytes);
  }
  return sends.map((send) => send.close());
}

class OpenSend {
  private count = 0;
  private readonly topics = new Map<string, { messages: Message[]; bytes: Map<number, number> }>();

  /** A record that is larger than a batch may be goes alone: the topic says whether it takes it. */
  hasRoom(topic: string, partition: number, bytes: number): boolean {
    const before = this.topics.get(topic)?.bytes.get(partition) ?? 0;
    return this.count < MOST && (before === 0 || before + bytes <= LARGEST);
  }

  add(topic: string, message: Message & { partition: number }, size: number): void {
    let part = this.topics.get(topic);
    if (part === undefined) {
      part = { messages: [], bytes: new Map() };
      this.topics.set(topic, part);
    }
    part.messages.push(message);
    part.bytes.set(message.partition, (part.bytes.get(message.partition) ?? 0) + size);
    this.count += 1;
  }

  close(): Send {
    const parts = [...this.topics];
    return {
      topicMessages: parts.map(([topic, { messages }]) => ({ topic, messages })),
      places: parts.flatMap(([topic, { bytes }]) =>
        [...bytes.keys()].map((partition) => placeOf(topic, partition)),
      ),
    };
  }
}

function leaderOf({ name, partitions }: TopicLayout, partition: number): number {
  const found = partitions[partition];
  if (found === undefined) throw new Error(`${name} has no partition ${partition}`);
  return found.leader;
}

function bytesOf({ key, value, headers }: Pick<PublicRecord, 'key' | 'value' | 'headers'>): number {
  let bytes = FRAME + Buffer.byteLength(key) + (value === null ? 0 : Buffer.byteLength(value));
  for (const name in headers) bytes += name.length + Buffer.byteLength(headers[name] ?? '') + 4;
  return bytes;
}
