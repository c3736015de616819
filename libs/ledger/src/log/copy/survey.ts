import {
  START,
  type EventStore,
  type Position,
  type Revision,
  type StoredEvent,
} from '@app/event-store';
import { hashOf, isLinked, NO_HASH, type Link } from '../hash-chain.js';
import { readIdentity } from '../identity.js';
import { isPlaceholder } from './placeholder.js';

/** A log from its start to where it ends for now. */
export type Survey = Readonly<{
  streams: ReadonlyMap<string, Link>; // where each stands; the hash of a placeholder is NO_HASH
  placeholders: ReadonlyMap<string, bigint>; // of the streams that have some: the revision of the last
  placeholderCount: number;
  events: number; // placeholders included
  end: Position; // of the last event
}>;

const TOLD_EVERY = 1_000; // events

/**
 * Walks a log and checks the chain of each stream. Keeps one link a stream, however many events it has.
 *
 * @param refuse makes the error for a chain that breaks
 * @param onEvents hears how many events have been seen
 */
export async function survey(
  store: EventStore,
  refuse: (reason: string) => Error,
  onEvents: (events: number) => void,
  signal: AbortSignal,
): Promise<Survey> {
  const streams = new Map<string, Link>();
  const placeholders = new Map<string, bigint>();
  let placeholderCount = 0;
  let events = 0;
  let end = START;
  for await (const event of eventsSoFar(store, signal)) {
    const { stream, revision, position } = event;
    const holdsPlace = isPlaceholder(event);
    const before = streams.get(stream);
    if (before !== undefined && revision !== before.revision + 1n) {
      throw refuse(`${stream} goes from revision ${before.revision} to ${revision}`);
    }
    if (!holdsPlace && !isLinked(trusted(before), event)) {
      throw refuse(`the hash chain of ${stream} breaks at revision ${revision}`);
    }
    streams.set(stream, { revision, hash: holdsPlace ? NO_HASH : hashOf(event) });
    if (holdsPlace) {
      placeholders.set(stream, revision);
      placeholderCount += 1;
    }
    end = position;
    events += 1;
    if (events % TOLD_EVERY === 0) onEvents(events);
  }
  onEvents(events);
  return { streams, placeholders, placeholderCount, events, end };
}

const QUIET = 2_000; // ms

/**
 * The events that are in a log by now. A subscription outlasts any loss, so where nothing comes for a while a read finds out
 * whether the store is there.
 *
 * @throws StoreUnavailable, and the signal's reason when it aborts
 */
export async function* eventsSoFar(
  store: EventStore,
  signal: AbortSignal,
): AsyncGenerator<StoredEvent> {
  const lost = new AbortController();
  const ending = AbortSignal.any([signal, lost.signal]);
  let heard = false;
  const watch = setInterval(() => {
    if (!heard) readIdentity(store).catch((error: unknown) => lost.abort(error));
    heard = false;
  }, QUIET);
  try {
    for await (const item of store.subscribe(START, ending)) {
      heard = true;
      if ('caughtUp' in item) return;
      yield item;
    }
    ending.throwIfAborted();
  } finally {
    clearInterval(watch);
  }
}

/** The event of a stream at this revision; null if it is hidden or not there. */
export async function visibleAt(
  store: EventStore,
  stream: string,
  revision: bigint,
): Promise<StoredEvent | null> {
  for await (const event of store.read(stream, (revision - 1n) as Revision)) {
    return event.revision === revision ? event : null;
  }
  return null;
}

// What follows on a placeholder follows on an event that cannot be read any more.
const trusted = (before: Link | undefined): Link | null =>
  before === undefined || before.hash === NO_HASH ? null : before;
