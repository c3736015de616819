import type { LoggedEvent } from '../logged-event.js';
import type { PublicRecord } from '../public-record.js';
import type { PublicTopic } from '../topics.js';
import { fingerprintOf } from './fingerprint.js';
import { IdTable } from './id-table.js';
import { NumberColumn } from './number-column.js';

const NONE = -1; // no fingerprint: the topic gets no record of the event

/**
 * The records that a log gives, in its order: an event's number is its place among those that give any. Takes some 50 bytes an
 * event and 24 a run, up to twice as many while it grows: a million transitions take 50 to 100 MB.
 */
export class ExpectedRecords {
  private readonly events = new IdTable();
  private readonly runs = new IdTable();
  private readonly runOfEvent = new NumberColumn();
  private readonly fingerprints = { transitions: new NumberColumn(), states: new NumberColumn() };
  private readonly tombstones = new Set<number>();

  /** Of events. */
  get count(): number {
    return this.events.size;
  }

  get runCount(): number {
    return this.runs.size;
  }

  /** @param records all that the event gives */
  add(
    { id, taskRunId }: Pick<LoggedEvent, 'id' | 'taskRunId'>,
    records: readonly PublicRecord[],
  ): void {
    if (records.length === 0) return;
    const number = this.events.add(id);
    if (number !== this.runOfEvent.length) throw new Error(`the log has event ${id} twice`);
    this.runOfEvent.push(this.runs.add(taskRunId));
    for (const topic of ['transitions', 'states'] as const) {
      const record = records.find((one) => one.topic === topic);
      this.fingerprints[topic].push(record === undefined ? NONE : fingerprintOf(record));
      if (record?.value === null) this.tombstones.add(number);
    }
  }

  /** The number of the event that gave the record; null if none gave it. */
  eventOf({ topic, headers }: PublicRecord): number | null {
    const number = this.events.numberOf(eventIdOf(headers));
    return number === null || !this.gives(number, topic) ? null : number;
  }

  gives(event: number, topic: PublicTopic): boolean {
    return this.fingerprints[topic].at(event) !== NONE;
  }

  /** Whether a record says what the event gives. */
  isSame(event: number, record: PublicRecord): boolean {
    return this.fingerprints[record.topic].at(event) === fingerprintOf(record);
  }

  isTombstone(event: number): boolean {
    return this.tombstones.has(event);
  }

  idOf(event: number): string {
    return this.events.idOf(event);
  }

  runOf(event: number): number {
    return this.runOfEvent.at(event);
  }

  /** The number of a run; null if the log has none with this id. */
  runNumberOf(taskRunId: string): number | null {
    return this.runs.numberOf(taskRunId);
  }

  keyOf(event: number): string {
    return this.runs.idOf(this.runOf(event));
  }
}

/** The record of a state has the id of its event, and a word more. */
const eventIdOf = ({ ce_id: id = '' }: PublicRecord['headers']): string =>
  id.replace(/:state$/, '');
