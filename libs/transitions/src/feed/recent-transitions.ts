import type { Position } from '@app/event-store';
import { passes, type Traits, type TransitionFilter } from './transition-filter.js';

/** A transition as its readers get it. */
export type FedTransition = Readonly<{ position: Position; traits: Traits; text: string }>;

const MOST = 1_000; // transitions
const MOST_CHARACTERS = 16_000_000; // of their texts

/** The newest transitions of the log; the oldest of them make room. */
export class RecentTransitions {
  readonly #transitions: FedTransition[] = [];
  #characters = 0;
  #after: Position;
  #position: Position;

  /** @param after where the log is read from */
  constructor(after: Position) {
    this.#after = after;
    this.#position = after;
  }

  /** How far the log is read. */
  get position(): Position {
    return this.#position;
  }

  /** Whether every transition after the position is still here. */
  covers(position: Position): boolean {
    return position >= this.#after;
  }

  /** Adds the transitions that the log holds up to a position. */
  add(transitions: readonly FedTransition[], position: Position): void {
    for (const transition of transitions) {
      this.#transitions.push(transition);
      this.#characters += transition.text.length;
    }
    this.#position = position;
    while (this.#transitions.length > MOST || this.#characters > MOST_CHARACTERS)
      this.#dropOldest();
  }

  firstAfter(position: Position, filter: TransitionFilter): FedTransition | null {
    const seen = this.#transitions.findLastIndex((transition) => transition.position <= position);
    for (let at = seen + 1; at < this.#transitions.length; at += 1) {
      const transition = this.#transitions[at];
      if (transition !== undefined && passes(filter, transition.traits)) return transition;
    }
    return null;
  }

  #dropOldest(): void {
    const oldest = this.#transitions.shift();
    if (oldest === undefined) return;
    this.#characters -= oldest.text.length;
    this.#after = oldest.position;
  }
}
