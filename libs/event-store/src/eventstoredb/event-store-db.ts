import { setMaxListeners } from 'node:events';
import { checkEvents } from '../event-size.js';
import type {
  Appended,
  CaughtUp,
  EventStore,
  NewEvent,
  Position,
  Revision,
  StoredEvent,
} from '../event-store.js';
import { Appender } from './append.js';
import { Connection } from './connection.js';
import { DriverReads } from './driver-reads.js';
import { Namespace } from './namespace.js';
import { Reader } from './read.js';
import { passByStrayRejections } from './stray-rejections.js';
import { Subscriber } from './subscribe.js';
import { Truncation } from './truncate.js';
import { parseEventStoreUrl } from './url.js';

export type EventStoreDbSettings = Readonly<{
  /** A connection string; what it leaves open has defaults that outlive an election. */
  url: string;
  /** Of small letters, digits and underscores: this ledger's streams among all on the server. */
  namespace: string;
  /** How long an answer may take, in ms. */
  patience?: number;
  /** How long an append of unknown outcome is sent again and again, in ms. */
  deadline?: number;
  /** How many appends may be under way. */
  inFlight?: number;
}>;

const PATIENCE = 5_000; // ms
const DEADLINE = 15_000; // ms
const IN_FLIGHT = 256; // four times what keeps a server busy; a lost connection leaves as many to be sent again

/**
 * The log in an EventStoreDB or a KurrentDB. An answered append is with the majority of the nodes. There may be one in a
 * process that appends: the driver takes the failure of one for the failure of all.
 */
export class EventStoreDb implements EventStore {
  private readonly closing = new AbortController();
  private readonly appends: Connection;
  private readonly others: Connection;
  private readonly appender: Appender;
  private readonly reader: Reader;
  private readonly subscriber: Subscriber;
  private readonly truncation: Truncation;
  private readonly endWatch = passByStrayRejections();

  constructor({
    url: text,
    namespace: name,
    patience = PATIENCE,
    deadline = DEADLINE,
    inFlight = IN_FLIGHT,
  }: EventStoreDbSettings) {
    const url = parseEventStoreUrl(text);
    const namespace = new Namespace(name);
    const { signal } = this.closing;
    setMaxListeners(0, signal); // as many as wait
    this.appends = new Connection(url);
    this.others = new Connection(url);
    const reads = new DriverReads(this.others, patience, signal);
    this.reader = new Reader(reads, namespace);
    this.appender = new Appender(
      this.appends,
      this.reader,
      namespace,
      { patience, deadline, inFlight },
      signal,
    );
    this.subscriber = new Subscriber(this.others, namespace, signal);
    this.truncation = new Truncation(this.appends, reads, namespace, patience, signal);
  }

  /** @throws AccessDenied beside what the port says */
  async append(stream: string, expected: Revision, events: readonly NewEvent[]): Promise<Appended> {
    checkEvents(events);
    return this.appender.append(stream, expected, events);
  }

  /** @throws AccessDenied beside what the port says */
  read(stream: string, after?: Revision): AsyncIterable<StoredEvent> {
    return this.reader.read(stream, after);
  }

  /**
   * Goes on through every loss of the connection. From beyond the head nothing comes and nobody says
   * so: who begins at a kept position compares it with `head` first.
   *
   * @throws AccessDenied
   */
  subscribe(after: Position, signal: AbortSignal): AsyncIterable<StoredEvent | CaughtUp> {
    return this.subscriber.subscribe(after, signal);
  }

  /** @throws AccessDenied beside what the port says */
  truncateBefore(stream: string, revision: Revision): Promise<void> {
    return this.truncation.truncateBefore(stream, revision);
  }

  /** Where the last event on the server stands, of whatever ledger: none of ours lies beyond. @throws StoreUnavailable, AccessDenied */
  head(): Promise<Position> {
    return this.reader.head();
  }

  /** Ends what is under way: subscriptions end, appends without an answer have an unknown outcome. */
  async close(): Promise<void> {
    this.closing.abort();
    await Promise.all([this.appends.close(), this.others.close()]);
    this.endWatch();
  }
}

/** Speaks to the server when it is first asked for something. @throws ConnectionStringInvalid */
export const openEventStoreDb = (settings: EventStoreDbSettings): EventStoreDb =>
  new EventStoreDb(settings);
