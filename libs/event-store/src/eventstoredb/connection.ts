import { AccessDenied, StoreUnavailable } from '../errors.js';
import { DriverClient } from './driver-client.js';
import { failureOf, reasonOf } from './failure.js';
import { hostsOf, type EventStoreUrl } from './url.js';

const TOO_MANY = 5; // failures in a row

/**
 * A client of the driver, and its successors: one may hold on to a failure for ever, so that after some in a row it makes
 * room for a new one. What was under way with it fails.
 */
export class Connection {
  private current: Promise<DriverClient> | null = null;
  private newest: DriverClient | null = null;
  private failures = 0; // of the newest, in a row
  private closed = false;

  constructor(private readonly url: EventStoreUrl) {}

  /** The client to call now. @throws StoreUnavailable if closed, Error if there is a file that cannot be read */
  async client(): Promise<DriverClient> {
    if (this.closed) throw new StoreUnavailable('the store is closed');
    this.current ??= Promise.resolve(this.open());
    return this.current;
  }

  answered(): void {
    this.failures = 0;
  }

  /** Takes note of a failure, with which client, if it got that far, and gives it its class. */
  failed(cause: unknown, client: DriverClient | null): StoreUnavailable | AccessDenied {
    if (cause instanceof StoreUnavailable) return cause;
    const sentence = `EVENTSTORE_URL: ${hostsOf(this.url)} ${reasonOf(cause)}`;
    switch (failureOf(cause)) {
      case 'lost':
        if (client !== null && client === this.newest) this.lost(client);
        return new StoreUnavailable(sentence, { cause });
      case 'denied':
        return new AccessDenied(sentence, { cause });
      case 'conflict':
      case 'missing':
      case 'deleted':
      case 'too large':
        this.answered();
        return new StoreUnavailable(sentence, { cause });
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    await (await this.current)?.close();
  }

  private lost(client: DriverClient): void {
    this.failures += 1;
    if (this.failures < TOO_MANY) return;
    this.newest = null;
    this.current = this.successorOf(client);
    this.current.catch(() => {
      this.current = null; // whoever waited for it was told; the next call tries anew
    });
  }

  /** The appends of a client that ends fail those of all others, so the next is made only when it has ended. */
  private async successorOf(former: DriverClient): Promise<DriverClient> {
    await former.close();
    return this.open();
  }

  private open(): DriverClient {
    this.failures = 0;
    this.newest = new DriverClient(this.url);
    return this.newest;
  }
}
