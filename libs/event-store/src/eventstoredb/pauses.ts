import { pause } from '@app/runtime';

const FIRST = 20; // ms

/** Pauses between attempts, each about twice as long as the one before, until one is as long as it may be. */
export class Pauses {
  private next = FIRST;

  /** @param longest ms */
  constructor(
    private readonly longest: number,
    private readonly chance: () => number = Math.random,
  ) {}

  /** Waits; the signal cuts it short. */
  pause(signal: AbortSignal): Promise<void> {
    return pause(this.take(), signal);
  }

  /** How long the next pause is, in ms: a half of it is left to chance, so that many do not come back at once. */
  take(): number {
    const taken = this.next * (0.5 + this.chance() / 2);
    this.next = Math.min(this.next * 2, this.longest);
    return taken;
  }

  /** After a success the next failure is a first one. */
  reset(): void {
    this.next = FIRST;
  }
}
