const NOTHING = -1n;
const FOREVER = 2 ** 31 - 1; // ms; a timer takes no longer one

/** How far something has come, seen by every thread that was given the buffer. It only grows, from −1. */
export class SharedPosition {
  readonly buffer: SharedArrayBuffer;
  private readonly cell: BigInt64Array<SharedArrayBuffer>;

  constructor(buffer?: SharedArrayBuffer) {
    this.buffer = buffer ?? new SharedArrayBuffer(BigInt64Array.BYTES_PER_ELEMENT);
    this.cell = new BigInt64Array(this.buffer);
    if (buffer === undefined) Atomics.store(this.cell, 0, NOTHING);
  }

  get value(): bigint {
    return Atomics.load(this.cell, 0);
  }

  /** Has one writer: who comes to a value that is not greater changes nothing. */
  advance(value: bigint): void {
    if (value <= this.value) return;
    Atomics.store(this.cell, 0, value);
    Atomics.notify(this.cell, 0);
  }

  /** Waits for the value or the signal, whichever comes first, and keeps its thread alive meanwhile. True: the value was reached. */
  async reached(value: bigint, signal: AbortSignal): Promise<boolean> {
    if (this.value >= value) return true;
    const wake = (): void => void Atomics.notify(this.cell, 0);
    const alive = setInterval(() => undefined, FOREVER); // a thread that only awaits an Atomics.waitAsync exits
    signal.addEventListener('abort', wake);
    try {
      for (let seen = this.value; seen < value && !signal.aborted; seen = this.value)
        await Atomics.waitAsync(this.cell, 0, seen).value;
      return this.value >= value;
    } finally {
      signal.removeEventListener('abort', wake);
      clearInterval(alive);
    }
  }
}
