/** Passes items to one who takes them, in order; who gives one waits until it is taken. */
export class Handoff<T> {
  private readonly offers: { item: T; taken: () => void }[] = [];
  private readonly failed = new AbortController();
  private isOver = false;
  private wake: (() => void) | null = null;

  /** Whether somebody waits for an item. */
  get isAwaited(): boolean {
    return this.wake !== null;
  }

  /** Resolves when the item is taken, or nobody will take it. */
  give(item: T): Promise<void> {
    if (this.isOver) return Promise.resolve();
    return new Promise((taken) => {
      this.offers.push({ item, taken });
      this.wake?.();
    });
  }

  /** The next item; null after the end. @throws the reason of the failure that was the end */
  async take(): Promise<T | null> {
    while (!this.isOver) {
      const offer = this.offers.shift();
      if (offer !== undefined) {
        offer.taken();
        return offer.item;
      }
      await new Promise<void>((wake) => (this.wake = wake));
      this.wake = null;
    }
    this.failed.signal.throwIfAborted();
    return null;
  }

  /** What was not taken by now is dropped. */
  end(): void {
    this.isOver = true;
    for (const { taken } of this.offers.splice(0)) taken();
    this.wake?.();
  }

  /** The first end counts. */
  fail(reason: unknown): void {
    if (!this.isOver) this.failed.abort(reason);
    this.end();
  }
}
