import { setImmediate as nextTurn } from 'node:timers/promises';
import { inBatches, type EventStore, type Position, type StoredEvent } from '@app/event-store';
import type { LoggedEvent } from '../logged-event.js';
import type { RecordOrigin } from '../records/record-headers.js';
import { toTransitionRecord } from '../records/to-records.js';
import { cloudEventText } from './cloud-event-text.js';
import { LiveTail } from './live-tail.js';
import type { FedTransition } from './recent-transitions.js';
import { EVERY_TRANSITION, passes, traitsOf, type TransitionFilter } from './transition-filter.js';

/** A transition as a CloudEvent in JSON; `text` null: there is none up to the position. */
export type FeedItem = Readonly<{ position: Position; text: string | null }>;

const SLICE = 50; // events that are read before other work has its turn

/**
 * The transitions of a log, for any number of readers. Who is behind reads the log by himself; who has caught up shares one reading
 * with the others: 200 subscriptions of their own would make a commit ten times as dear.
 */
export class TransitionFeed {
  #tail: LiveTail | null = null;

  /** @param read an event of a task run; null for what is none */
  constructor(
    private readonly log: Pick<EventStore, 'subscribe'>,
    private readonly origin: RecordOrigin,
    private readonly read: (stored: StoredEvent) => LoggedEvent | null,
  ) {}

  /**
   * The transitions after a position that pass, in the order of the log, those to come included. Says from time to time how far it has
   * come where none passes. Ends when the signal aborts.
   *
   * @throws StoreUnavailable, and what `read` throws at an event that it cannot read
   */
  async *follow(
    after: Position,
    filter: TransitionFilter,
    signal: AbortSignal,
  ): AsyncGenerator<FeedItem, void> {
    let at = after;
    while (!signal.aborted) {
      at = yield* this.#catchUp(at, filter, signal);
      at = yield* this.#keepUp(at, filter, signal);
    }
  }

  async *#catchUp(
    after: Position,
    filter: TransitionFilter,
    signal: AbortSignal,
  ): AsyncGenerator<FeedItem, Position> {
    let at = after;
    for await (const { events, position, caughtUp } of inBatches(this.log, after, signal, SLICE)) {
      for (const event of events) {
        const transition = this.#transitionIn(event, filter);
        if (transition !== null) yield transition;
      }
      at = position;
      yield { position, text: null };
      if (caughtUp || this.#tail?.covers(position) === true) break;
      await nextTurn();
    }
    return at;
  }

  async *#keepUp(
    after: Position,
    filter: TransitionFilter,
    signal: AbortSignal,
  ): AsyncGenerator<FeedItem, Position> {
    const tail = this.#joined(after);
    let at = after;
    try {
      while (!signal.aborted && tail.covers(at)) {
        const transition = tail.firstAfter(at, filter);
        if (transition !== null) {
          at = transition.position;
          yield transition;
          continue;
        }
        if (tail.position > at) at = tail.position;
        yield { position: at, text: null };
        await tail.newsAfter(at, signal);
      }
      return at;
    } finally {
      tail.leave();
      if (this.#tail?.isOver === true) this.#tail = null;
    }
  }

  #joined(after: Position): LiveTail {
    const tail =
      this.#tail?.isOver === false
        ? this.#tail
        : new LiveTail(this.log, after, (stored) => this.#transitionIn(stored, EVERY_TRANSITION));
    tail.join();
    this.#tail = tail;
    return tail;
  }

  #transitionIn(stored: StoredEvent, filter: TransitionFilter): FedTransition | null {
    const logged = this.read(stored);
    const traits = logged && traitsOf(logged);
    if (logged === null || traits === null || !passes(filter, traits)) return null;
    const record = toTransitionRecord(logged, this.origin);
    return record && { position: stored.position, traits, text: cloudEventText(record) };
  }
}
