import type { Position } from '@app/event-store';
import type { PublicRecord } from '@app/transitions';

/** Records that are published together, and the position of the log that they lead to. */
export type Portion = Readonly<{ records: readonly PublicRecord[]; position: Position }>;

const LARGEST = 1_000; // records
const OF_AN_EVENT = 2; // records, at most
const LARGEST_TEXT = 4_000_000; // characters of their values: a thousand of the largest events are a gigabyte
const LONGEST_WAIT = 50; // ms, of a record that could be published
const IDLE = 1_000; // ms until a position alone is worth a portion

/**
 * Records on their way from the log to the topics, taken all at once: as soon as they are many, or there are no more for
 * now, or they have waited long enough.
 */
export class Basket {
  #records: PublicRecord[] = [];
  #text = 0;
  #position: Position;
  #due = gate();
  #room = gate();
  #timer: NodeJS.Timeout | undefined;
  #ended: Readonly<{ error: Error | null }> | null = null;

  /** @param position of the log, where its records begin */
  constructor(position: Position) {
    this.#position = position;
  }

  /** Adds the records of an event, and waits while there is no room for those of another. */
  async add(records: readonly PublicRecord[], position: Position): Promise<void> {
    if (this.#records.length === 0 && records.length > 0) this.#dueWithin(LONGEST_WAIT);
    this.#records.push(...records);
    for (const { value } of records) this.#text += value?.length ?? 0;
    this.#position = position;
    if (this.#records.length <= LARGEST - OF_AN_EVENT && this.#text <= LARGEST_TEXT) return;
    this.#due.open();
    await this.#room.opened;
  }

  /** Tells that there are no more for now. */
  caughtUp(position: Position): void {
    this.#position = position;
    if (this.#records.length > 0) this.#due.open();
  }

  /** Tells that nothing more comes, and why, if that is an error: it is thrown once the rest is taken. */
  end(error: Error | null): void {
    this.#ended = { error };
    this.#due.open();
  }

  /** What there is, within a second, be it a position alone; null when nothing more comes. @throws the error that ended it */
  async take(): Promise<Portion | null> {
    if (this.#records.length === 0) this.#dueWithin(IDLE);
    await this.#due.opened;
    const portion = { records: this.#records, position: this.#position };
    this.empty();
    if (this.#ended === null || portion.records.length > 0) return portion;
    if (this.#ended.error !== null) throw this.#ended.error;
    return null;
  }

  /** Drops what there is. */
  empty(): void {
    clearTimeout(this.#timer);
    this.#records = [];
    this.#text = 0;
    if (this.#ended === null) this.#due = gate();
    this.#room.open();
    this.#room = gate();
  }

  #dueWithin(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#due.open(), ms);
  }
}

type Gate = Readonly<{ opened: Promise<void>; open: () => void }>;

function gate(): Gate {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}
