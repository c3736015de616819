declare const unit: unique symbol;

/** Where an event stands in its stream: 0, 1, 2 … */
export type Revision = bigint & { readonly [unit]: 'revision' };

/** Where an event stands in the log; grows from event to event, not always by one. */
export type Position = bigint & { readonly [unit]: 'position' };

export const revision = (value: bigint): Revision => value as Revision;
export const position = (value: bigint): Position => value as Position;

/** The revision of a stream that has no event yet. */
export const NO_STREAM = revision(-1n);

/** Before the first event of the log. */
export const START = position(-1n);

/** `data` and `metadata` are JSON texts for which `JSON.stringify(JSON.parse(text))` gives the same text: drivers parse what they read. */
export type NewEvent = Readonly<{ id: string; type: string; data: string; metadata: string }>;

export type StoredEvent = NewEvent &
  Readonly<{ stream: string; revision: Revision; position: Position }>;

export type Appended = Readonly<{ revision: Revision; position: Position }>; // of the last event

/** There is nothing more to read for now; `position` is that of the last event in the log, of whatever stream. */
export type CaughtUp = Readonly<{ caughtUp: true; position: Position }>;

/** The log. Streams are written at an exact revision and read by anybody, each from a place of its own; *after* is exclusive. */
export interface EventStore {
  /**
   * Appends all events, at least one, or none of them. The same event ids again at the same expected revision are the same
   * append and get its answer.
   *
   * @throws WrongRevision with the actual one, OutcomeUnknown, StoreUnavailable, EventTooLarge
   */
  append(stream: string, expected: Revision, events: readonly NewEvent[]): Promise<Appended>;

  /** The events of a stream in order; none if there is no such stream. @throws StoreUnavailable */
  read(stream: string, after?: Revision): AsyncIterable<StoredEvent>;

  /**
   * Every event of every stream in the order of the log, those to come included; says each time when it has caught up. Ends when
   * the signal aborts. @throws StoreUnavailable
   */
  subscribe(after: Position, signal: AbortSignal): AsyncIterable<StoredEvent | CaughtUp>;

  /** Hides the events of a stream before a revision; revisions stay. @throws StoreUnavailable */
  truncateBefore(stream: string, revision: Revision): Promise<void>;
}
