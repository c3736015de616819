import type { SharedPosition } from '@app/runtime';

const EVERY = 100; // ms between two moments that are remembered, however many commits there are

/** How far the read model is behind the log, in positions and in seconds. */
export class ProjectionLag {
  readonly #head: SharedPosition;
  readonly #shown: SharedPosition;
  readonly #now: () => number;
  #remembered: { position: bigint; at: number }[] = [];

  /** @param now milliseconds of a clock that never goes back */
  constructor(head: SharedPosition, shown: SharedPosition, now: () => number) {
    this.#head = head;
    this.#shown = shown;
    this.#now = now;
  }

  /** To be told of each commit: the moment is remembered until the read model shows it. */
  committed(): void {
    const at = this.#now();
    if (at - (this.#remembered.at(-1)?.at ?? -EVERY) < EVERY) return;
    this.#remembered = this.#unshown();
    this.#remembered.push({ position: this.#head.value, at });
  }

  get positions(): number {
    return Math.max(0, Number(this.#head.value - this.#shown.value));
  }

  /** Seconds since the oldest commit that is not shown, give or take a tenth. */
  get seconds(): number {
    if (this.positions === 0) return 0;
    const [oldest] = this.#unshown();
    return oldest === undefined ? 0 : (this.#now() - oldest.at) / 1000;
  }

  #unshown(): { position: bigint; at: number }[] {
    return this.#remembered.filter(({ position }) => position > this.#shown.value);
  }
}
