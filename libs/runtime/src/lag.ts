import type { SharedPosition } from './shared-position.js';

const EVERY = 100; // ms between two moments that are remembered, however many commits there are
const SHARE = 1_000; // of a long lag: so much of it may lie between two moments

/** How far one who follows a log is behind it, in positions and in seconds. */
export class Lag {
  /** Whether another follows it in place of this one: while one does, nothing is behind here. */
  standsBy = false;
  readonly #head: SharedPosition;
  readonly #reached: SharedPosition;
  readonly #now: () => number;
  #remembered: { position: bigint; at: number }[] = [];

  /**
   * @param head where the log ends
   * @param reached how far it is followed
   * @param now milliseconds of a clock that never goes back
   */
  constructor(head: SharedPosition, reached: SharedPosition, now: () => number) {
    this.#head = head;
    this.#reached = reached;
    this.#now = now;
  }

  /** To be told of each commit: the moment is remembered until it is reached. */
  committed(): void {
    const at = this.#now();
    if (at - (this.#remembered.at(-1)?.at ?? -Infinity) < this.#pause(at)) return;
    this.#remembered = this.#unreached();
    this.#remembered.push({ position: this.#head.value, at });
  }

  get positions(): number {
    return this.standsBy ? 0 : Math.max(0, Number(this.#head.value - this.#reached.value));
  }

  /** Seconds since the oldest commit that is not reached, give or take a tenth, or a thousandth of them. */
  get seconds(): number {
    if (this.positions === 0) return 0;
    const [oldest] = this.#unreached();
    return oldest === undefined ? 0 : (this.#now() - oldest.at) / 1000;
  }

  /** The longer the lag the fewer moments are worth remembering: those of a month fit the memory. */
  #pause(at: number): number {
    return Math.max(EVERY, (at - (this.#remembered[0]?.at ?? at)) / SHARE);
  }

  #unreached(): { position: bigint; at: number }[] {
    const reached = this.#reached.value;
    return this.#remembered.filter(({ position }) => position > reached);
  }
}
