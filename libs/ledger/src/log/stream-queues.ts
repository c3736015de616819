/** One queue for each stream: commands for the same stream wait for each other, so that only other processes conflict. */
export class StreamQueues {
  readonly #tails = new Map<string, Promise<unknown>>();

  /** Does the work when all earlier work for the stream is done, however that ended. */
  async run<T>(stream: string, work: () => Promise<T>): Promise<T> {
    const before = this.#tails.get(stream);
    const turn = before === undefined ? work() : before.then(work, work);
    this.#tails.set(stream, turn);
    try {
      return await turn;
    } finally {
      if (this.#tails.get(stream) === turn) this.#tails.delete(stream);
    }
  }
}
