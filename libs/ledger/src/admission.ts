import { Overloaded } from './errors.js';

export type Bounds = Readonly<{
  inFlight: number; // commands at work
  waiting: number; // commands that wait to be begun; more are turned away
}>;

/** Bounds the commands at work: past the first bound callers wait, past the second they are turned away. */
export class Admission {
  readonly #bounds: Bounds;
  readonly #pace: () => Promise<unknown> | null;
  readonly #waiting: (() => void)[] = [];
  #inFlight = 0;

  /** @param pace what each command waits for before it begins; null if there is nothing to wait for */
  constructor(bounds: Bounds, pace: () => Promise<unknown> | null) {
    this.#bounds = bounds;
    this.#pace = pace;
  }

  /** @throws Overloaded before the work is begun */
  async run<T>(work: () => Promise<T>): Promise<T> {
    await this.#enter();
    try {
      const pause = this.#pace();
      if (pause !== null) await pause;
      return await work();
    } finally {
      this.#leave();
    }
  }

  #enter(): Promise<void> | undefined {
    if (this.#inFlight < this.#bounds.inFlight) {
      this.#inFlight += 1;
      return undefined;
    }
    if (this.#waiting.length >= this.#bounds.waiting) {
      throw new Overloaded(`${this.#waiting.length} commands are waiting already`);
    }
    return new Promise((begin) => this.#waiting.push(begin));
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#inFlight -= 1;
    else next(); // takes over the place
  }
}
