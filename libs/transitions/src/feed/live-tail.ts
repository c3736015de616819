import { inBatches, type EventStore, type Position, type StoredEvent } from '@app/event-store';
import { RecentTransitions, type FedTransition } from './recent-transitions.js';
import type { TransitionFilter } from './transition-filter.js';

const BATCH = 500; // events

/** What comes at the end of the log, read once for all readers that keep up with it. */
export class LiveTail {
  readonly #recent: RecentTransitions;
  readonly #waiting = new Set<() => void>();
  readonly #ending = new AbortController();
  #readers = 0;
  #failure: Readonly<{ error: unknown }> | null = null;

  constructor(
    log: Pick<EventStore, 'subscribe'>,
    after: Position,
    private readonly transitionIn: (stored: StoredEvent) => FedTransition | null,
  ) {
    this.#recent = new RecentTransitions(after);
    void this.#follow(log, after);
  }

  /** Whether nothing more comes: it failed, or its last reader has left. */
  get isOver(): boolean {
    return this.#ending.signal.aborted;
  }

  /** How far the log is read. */
  get position(): Position {
    return this.#recent.position;
  }

  join(): void {
    this.#readers += 1;
  }

  leave(): void {
    this.#readers -= 1;
    if (this.#readers === 0) this.#ending.abort();
  }

  /** Whether a reader that stands at the position can go on here. */
  covers(position: Position): boolean {
    return this.#recent.covers(position);
  }

  /** The first transition after a position that passes, if it is here already. @throws what the log or its reading threw */
  firstAfter(position: Position, filter: TransitionFilter): FedTransition | null {
    const found = this.#recent.firstAfter(position, filter);
    if (found === null && this.#failure !== null) throw this.#failure.error;
    return found;
  }

  /** Waits until the log is read beyond the position, the tail fails or the signal aborts. */
  async newsAfter(position: Position, signal: AbortSignal): Promise<void> {
    while (!signal.aborted && this.#failure === null && this.position <= position) {
      await this.#woken(signal);
    }
  }

  async #follow(log: Pick<EventStore, 'subscribe'>, after: Position): Promise<void> {
    try {
      for await (const batch of inBatches(log, after, this.#ending.signal, BATCH)) {
        this.#recent.add(
          batch.events.map(this.transitionIn).filter((transition) => transition !== null),
          batch.position,
        );
        this.#wake();
      }
    } catch (error) {
      this.#failure = { error };
      this.#ending.abort();
      this.#wake();
    }
  }

  #woken(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        signal.removeEventListener('abort', wake);
        this.#waiting.delete(wake);
        resolve();
      };
      signal.addEventListener('abort', wake);
      this.#waiting.add(wake);
    });
  }

  #wake(): void {
    for (const wake of [...this.#waiting]) wake();
  }
}
