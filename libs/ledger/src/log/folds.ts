import {
  NO_STREAM,
  OutcomeUnknown,
  type Appended,
  type EventStore,
  type NewEvent,
  type StoredEvent,
} from '@app/event-store';
import { decodeEvent, encodeEvent, type LedgerEvent } from '@app/task-run';
import type { Aggregate, Folded } from './aggregate.js';
import { UnreadableLedger } from '../errors.js';
import { eventIdOf } from './event-id.js';
import type { FoldCache } from './fold-cache.js';
import { chained, hashOf, NO_HASH } from './hash-chain.js';

/** An event to be appended, with its metadata but for the chain. */
export type Unchained<Event> = Readonly<{ event: Event; metadata: string }>;

/** What an append made of a stream. */
export type Extended<State> = Folded<State> & Appended & Readonly<{ ids: readonly string[] }>;

/** The streams of the ledger as folds: loaded from the cache or the log, and extended by appends. */
export class Folds {
  readonly #store: EventStore;
  readonly #cache: FoldCache;
  readonly #reading = new Map<string, object>(); // a stream that is read, and by whom last

  constructor(store: EventStore, cache: FoldCache) {
    this.#store = store;
    this.#cache = cache;
  }

  /** @throws StoreUnavailable, UnreadableLedger */
  async load<State, Event extends LedgerEvent>(
    stream: string,
    aggregate: Aggregate<State, Event>,
  ): Promise<Folded<State>> {
    return this.#cache.get<State>(stream) ?? (await this.#fold(stream, aggregate));
  }

  /**
   * Appends to a stream exactly where its fold stands.
   *
   * @throws WrongRevision if others wrote to it meanwhile; the fold is then loaded anew. OutcomeUnknown, StoreUnavailable, EventTooLarge
   */
  async extend<State, Event extends LedgerEvent>(
    stream: string,
    aggregate: Aggregate<State, Event>,
    folded: Folded<State>,
    commandId: string,
    additions: readonly Unchained<Event>[],
  ): Promise<Extended<State>> {
    const { events, hash } = chain(stream, folded, commandId, additions);
    const appended = await this.#append(stream, folded, events);
    this.#reading.delete(stream); // whoever reads the stream now may have missed this
    const state = additions.reduce(
      (so, { event }, index) => aggregate.evolve(so, event, folded.revision + BigInt(index + 1)),
      folded.state,
    );
    const extended = { state, revision: appended.revision, hash };
    this.#cache.keep(stream, extended, weightOf(events));
    return { ...extended, position: appended.position, ids: events.map(({ id }) => id) };
  }

  // After an unknown outcome only the very same bytes may be sent, once more; anything else could double the decision.
  async #append(
    stream: string,
    { revision }: Folded<unknown>,
    events: readonly NewEvent[],
  ): Promise<Appended> {
    try {
      return await this.#store.append(stream, revision, events);
    } catch (error) {
      this.#cache.drop(stream);
      if (error instanceof OutcomeUnknown) return this.#store.append(stream, revision, events);
      throw error;
    }
  }

  async #fold<State, Event extends LedgerEvent>(
    stream: string,
    aggregate: Aggregate<State, Event>,
  ): Promise<Folded<State>> {
    const reader = {};
    this.#reading.set(stream, reader);
    let folded: Folded<State> = { state: aggregate.empty, revision: NO_STREAM, hash: NO_HASH };
    let weight = 0;
    for await (const stored of this.#store.read(stream)) {
      const state = aggregate.evolve(folded.state, eventOf(stored) as Event, stored.revision);
      folded = { state, revision: stored.revision, hash: hashOf(stored) };
      weight = stored.data.length;
    }
    if (this.#reading.get(stream) === reader) {
      this.#reading.delete(stream);
      if (folded.revision !== NO_STREAM) this.#cache.keep(stream, folded, weight);
    }
    return folded;
  }
}

/** @throws UnreadableLedger for a type that this version does not know */
export function eventOf({ type, data, stream, revision }: StoredEvent): LedgerEvent {
  const event = decodeEvent(type, data);
  if (event === undefined) {
    throw new UnreadableLedger(
      `${type} at revision ${revision} of ${stream} is of an unknown type`,
    );
  }
  return event;
}

function chain(
  stream: string,
  { revision, hash }: Folded<unknown>,
  commandId: string,
  additions: readonly Unchained<LedgerEvent>[],
): { events: NewEvent[]; hash: string } {
  const events: NewEvent[] = [];
  let previous = hash;
  for (const { event, metadata } of additions) {
    const id = eventIdOf(commandId, stream, revision, events.length);
    const place = { stream, revision: revision + BigInt(events.length + 1) };
    const unchained = { id, type: event.type, data: encodeEvent(event), metadata };
    const link = chained(unchained, place, previous);
    events.push(link.event);
    previous = link.hash;
  }
  return { events, hash: previous };
}

const weightOf = (events: readonly NewEvent[]): number =>
  events.reduce((weight, { data }) => weight + data.length, 0);
