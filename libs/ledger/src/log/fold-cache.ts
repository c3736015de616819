import { LRUCache } from 'lru-cache';
import type { Folded } from './aggregate.js';

/** Folds are kept, the least recently used ones dropped, so that a decision costs no read of its stream. One for all aggregates. */
export class FoldCache {
  readonly #folds: LRUCache<string, Folded<unknown>>;

  /** @param characters of the events behind them that the kept folds may weigh together */
  constructor(characters: number) {
    this.#folds = new LRUCache({ maxSize: characters });
  }

  get<State>(stream: string): Folded<State> | undefined {
    return this.#folds.get(stream) as Folded<State> | undefined;
  }

  /** @param weight characters that the fold holds on to, at least those of its last event */
  keep(stream: string, folded: Folded<unknown>, weight: number): void {
    this.#folds.set(stream, folded, { size: weight + WEIGHT_OF_ANY });
  }

  drop(stream: string): void {
    this.#folds.delete(stream);
  }
}

const WEIGHT_OF_ANY = 2_000;
