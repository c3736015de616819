import {
  NO_STREAM,
  OutcomeUnknown,
  START,
  WrongRevision,
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
export type Extended<State> = Folded<State> & Readonly<{ ids: readonly string[] }>;

/**
 * The streams of the ledger as folds: loaded from the cache or the log, and extended by appends. A loaded fold may be
 * behind what other processes wrote. An append shows it by its exact revision; whatever appends nothing needs `prove` or
 * `current`, which cost a read where the store is shared.
 */
export class Folds {
  readonly #store: EventStore;
  readonly #cache: FoldCache;
  readonly #shared: boolean;
  readonly #reading = new Map<string, object>(); // a stream that is read, and by whom last

  /** @param shared whether other processes write to the store */
  constructor(store: EventStore, cache: FoldCache, shared: boolean) {
    this.#store = store;
    this.#cache = cache;
    this.#shared = shared;
  }

  /** The stream as it is known. @throws StoreUnavailable, UnreadableLedger */
  async load<State, Event extends LedgerEvent>(
    stream: string,
    aggregate: Aggregate<State, Event>,
  ): Promise<Folded<State>> {
    return this.#cache.get<State>(stream) ?? (await this.#foldOn(stream, aggregate, null));
  }

  /** The stream as it stands now. @throws StoreUnavailable, UnreadableLedger */
  async current<State, Event extends LedgerEvent>(
    stream: string,
    aggregate: Aggregate<State, Event>,
  ): Promise<Folded<State>> {
    const known = this.#cache.get<State>(stream);
    if (known === undefined) return this.#foldOn(stream, aggregate, null);
    return this.#shared ? this.#foldOn(stream, aggregate, known) : known;
  }

  /**
   * Shows that the stream still stands where its fold does.
   *
   * @throws WrongRevision if others wrote to it meanwhile, StoreUnavailable, UnreadableLedger
   */
  async prove<State, Event extends LedgerEvent>(
    stream: string,
    aggregate: Aggregate<State, Event>,
    folded: Folded<State>,
  ): Promise<void> {
    if (!this.#shared) return;
    const { revision } = await this.#foldOn(stream, aggregate, folded);
    if (revision !== folded.revision) throw new WrongRevision(stream, folded.revision, revision);
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
    const extended = { state, ...appended, hash };
    this.#cache.keep(stream, extended, weightOf(events));
    return { ...extended, ids: events.map(({ id }) => id) };
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
      if (!(error instanceof OutcomeUnknown)) throw error;
      return this.#store.append(stream, revision, events).catch((again: unknown) => {
        throw again instanceof WrongRevision ? again : error; // all else says nothing of the first sending
      });
    }
  }

  /** Folds what stands after `known`, or the whole stream. */
  async #foldOn<State, Event extends LedgerEvent>(
    stream: string,
    aggregate: Aggregate<State, Event>,
    known: Folded<State> | null,
  ): Promise<Folded<State>> {
    const reader = {};
    this.#reading.set(stream, reader);
    let folded = known ?? {
      state: aggregate.empty,
      revision: NO_STREAM,
      position: START,
      hash: NO_HASH,
    };
    const isLatest = (): boolean => this.#reading.get(stream) === reader;
    let weight: number | null = null; // null: nothing was found
    try {
      for await (const stored of this.#store.read(stream, folded.revision)) {
        const { revision, position } = stored;
        const state = aggregate.evolve(folded.state, eventOf(stored) as Event, revision);
        folded = { state, revision, position, hash: hashOf(stored) };
        weight = stored.data.length;
      }
      if (weight !== null && isLatest()) this.#cache.keep(stream, folded, weight);
      return folded;
    } finally {
      if (isLatest()) this.#reading.delete(stream);
    }
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
