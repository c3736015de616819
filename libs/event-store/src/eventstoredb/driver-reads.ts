import type { StreamingRead } from '@eventstore/db-client';
import type { Connection } from './connection.js';
import type { DriverClient } from './driver-client.js';
import { failureOf } from './failure.js';
import { Pauses } from './pauses.js';
import { within } from './within.js';

const ATTEMPTS = 4; // in a row that find nothing
const LONGEST_PAUSE = 500; // ms

/** Opens a read of what is still to be read. */
export type OpenRead<T> = (client: DriverClient) => StreamingRead<T>;

/** Reads by way of the driver, which waits for ever and gives up for ever. */
export class DriverReads {
  /** @param patience ms without a sign of the server */
  constructor(
    private readonly connection: Connection,
    private readonly patience: number,
    private readonly closing: AbortSignal,
  ) {}

  /** What is read, with a read opened anew for the rest after a failure; nothing if there is no such stream. @throws StoreUnavailable, AccessDenied */
  async *all<T>(open: OpenRead<T>): AsyncGenerator<T> {
    const pauses = new Pauses(LONGEST_PAUSE);
    for (let attempt = 1; ; attempt += 1) {
      let client: DriverClient | null = null;
      try {
        client = await this.connection.client();
        for await (const item of this.inTime(open(client))) {
          attempt = 0;
          yield item;
        }
        if (client.isClosed) throw new Error('Connection dropped'); // this end is no answer
        this.connection.answered();
        return;
      } catch (error) {
        if (failureOf(error) === 'missing') {
          this.connection.answered();
          return;
        }
        const failed = this.connection.failed(error, client);
        if (failureOf(error) !== 'lost' || attempt >= ATTEMPTS || this.closing.aborted)
          throw failed;
      }
      await pauses.pause(this.closing);
    }
  }

  private async *inTime<T>(reading: StreamingRead<T>): AsyncGenerator<T> {
    reading.on('error', () => undefined); // comes twice, the iterator tells one
    const items: AsyncIterator<T, undefined> = reading.iterator({ destroyOnReturn: false });
    let left = true;
    try {
      for (;;) {
        const item = await within(this.patience, items.next());
        if (item.done === true) {
          left = false;
          return;
        }
        yield item.value;
      }
    } finally {
      if (left) letGo(reading, items);
    }
  }
}

/** What was answered and not taken has to be taken nevertheless: the driver holds on to a read until it has ended. */
function letGo(reading: StreamingRead<unknown>, items: AsyncIterator<unknown>): void {
  void items.return?.();
  reading.resume();
  reading.cancel().catch(() => undefined); // it was never opened
}
