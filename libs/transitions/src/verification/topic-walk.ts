import type { PublishedRecord } from '../published-topics.js';
import type { PublicTopic } from '../topics.js';
import type { ExpectedRecords } from './expected-records.js';
import type { Finding, FindingKind } from './finding.js';
import { partitionOf } from './partition-of.js';

/** Events by their numbers: those that are judged. */
export type EventRange = Readonly<{ from: number; to: number }>; // to: the first that is not

/** A record that the log does not have, as far as it was read. */
export type Stranger = Readonly<{
  partition: number;
  offset: bigint;
  key: string;
  id: string; // ce_id
  source: string; // ce_source
}>;

/** Walks a topic once and judges each record as it comes: whether the log has it, whether it is new, in its place and unaltered. */
export class TopicWalk {
  readonly findings: Finding[] = [];
  readonly strangers: Stranger[] = [];
  private readonly seen: Uint8Array;
  private readonly lasts = new Map<number, number>(); // of each partition: the event before
  private readonly firsts = new Map<number, number>(); // of each partition: the first event

  /** @param partitions how many the topic has */
  constructor(
    readonly topic: PublicTopic,
    private readonly partitions: number,
    private readonly expected: ExpectedRecords,
    private readonly range: EventRange,
  ) {
    this.seen = new Uint8Array(expected.count);
  }

  /** @returns the number of the event that gives the record; null if none does */
  pass(record: PublishedRecord): number | null {
    const event = this.expected.eventOf(record);
    if (event === null) {
      const { ce_id: id = '', ce_source: source = '' } = record.headers;
      const { partition, offset, key } = record;
      this.strangers.push({ partition, offset, key, id, source });
      return null;
    }
    if (this.hasSeen(event)) this.find('repeated', event, record);
    else this.passFirst(event, record);
    if (!this.expected.isSame(event, record)) this.find('altered', event, record);
    return event;
  }

  hasSeen(event: number): boolean {
    return this.seen[event] === 1;
  }

  /** The first event that a partition has a record of; null if it has none. */
  firstOf(partition: number): number | null {
    return this.firsts.get(partition) ?? null;
  }

  /** Where the record of an event belongs. */
  partitionOf(event: number): number {
    return partitionOf(this.expected.keyOf(event), this.partitions);
  }

  /** Enters a finding about the record of an event, unless it is not judged. */
  find(
    kind: FindingKind,
    event: number,
    place: Readonly<{ partition: number; offset: bigint | null }>,
    note: string | null = null,
  ): void {
    if (event < this.range.from || event >= this.range.to) return;
    const { partition, offset } = place;
    const key = this.expected.keyOf(event);
    const eventId = this.expected.idOf(event);
    this.findings.push({ kind, topic: this.topic, partition, offset, key, eventId, note });
  }

  private passFirst(event: number, record: PublishedRecord): void {
    this.seen[event] = 1;
    const { partition } = record;
    const before = this.lasts.get(partition) ?? null;
    const place = this.partitionOf(event);
    if (place !== partition) {
      this.find('misordered', event, record, `belongs in partition ${place}`);
    } else if (before !== null && event < before) {
      this.find('misordered', event, record, `follows on event ${this.expected.idOf(before)}`);
    }
    this.lasts.set(partition, event);
    if (before === null) this.firsts.set(partition, event);
  }
}
