import type { EventStore } from '@app/event-store';
import type { Micros } from '@app/orchestration';
import type { Folds } from './log/folds.js';
import type { StreamQueues } from './log/stream-queues.js';

/** Time, chance and ids: what the domain takes as data. */
export type Sources = Readonly<{
  now(): Micros;
  chance(): number; // in [0, 1)
  newCommandId(): string; // UUIDv7, as the next
  newStateId(): string;
  newRunId(): string; // UUIDv4
}>;

/** What a command works with. */
export type Parts = Readonly<{
  store: EventStore;
  folds: Folds;
  queues: StreamQueues;
  sources: Sources;
}>;
