import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';

/** A reader has not taken what was sent to it for too long. */
export class SlowReader extends Error {
  override readonly name = 'SlowReader';
}

const HEADERS = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no', // proxies pass on what comes at once
  connection: 'close', // an end is one for both sides
};

const LAST_WORDS = 2_000; // ms that the end may take

/** An answer of server-sent events. Beyond what the socket takes it holds one event. */
export class EventStream {
  readonly #answer: ServerResponse;

  /**
   * Begins the answer.
   *
   * @param patience how long the reader may take to take what was sent, in ms
   * @param onClose hears that the reader has left, or has heard the end
   */
  constructor(
    reply: FastifyReply,
    private readonly patience: number,
    onClose: () => void,
  ) {
    this.#answer = reply.raw;
    reply.headers(HEADERS).hijack();
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined) this.#answer.setHeader(name, value);
    }
    this.#answer.writeHead(200);
    this.#answer.once('close', onClose);
    if (this.#answer.destroyed) onClose(); // while it was still asking
  }

  /** Sends, and waits for a reader that is behind until the signal aborts. @throws SlowReader */
  async send(text: string, signal: AbortSignal): Promise<void> {
    this.#answer.write(text);
    if (this.#answer.writableNeedDrain) await this.#taken(signal);
  }

  /** Sends what is worth nothing to a reader that is behind. */
  sendInPassing(text: string): void {
    if (!this.#answer.writableNeedDrain) this.#answer.write(text);
  }

  /** Sends the last words and closes the connection, whether they are heard in time or not. */
  end(text: string): void {
    const cut = setTimeout(() => this.#answer.destroy(), LAST_WORDS);
    this.#answer.once('close', () => clearTimeout(cut));
    this.#answer.end(text);
  }

  #taken(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (done: () => void) => (): void => {
        clearTimeout(timer);
        this.#answer.off('drain', taken);
        signal.removeEventListener('abort', taken);
        done();
      };
      const taken = settle(resolve);
      const late = settle(() => reject(new SlowReader(`nothing taken for ${this.patience} ms`)));
      const timer = setTimeout(late, this.patience);
      this.#answer.on('drain', taken);
      signal.addEventListener('abort', taken);
    });
  }
}
