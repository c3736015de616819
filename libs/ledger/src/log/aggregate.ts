import type { Position, Revision } from '@app/event-store';

/** What a stream is folded to, and how. A stream has one aggregate for ever: the category in its name says which. */
export type Aggregate<State, Event> = Readonly<{
  empty: State;
  evolve(state: State, event: Event, revision: bigint): State;
}>;

/** A stream as far as it was read: what it folds to, where its last event stands, and the last hash of its chain. */
export type Folded<State> = Readonly<{
  state: State;
  revision: Revision;
  position: Position;
  hash: string;
}>;
