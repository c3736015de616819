import { TimeoutError } from '@eventstore/db-client';
import { AccessDenied } from '../errors.js';
import type { CaughtUp, Position, StoredEvent } from '../event-store.js';
import type { Connection } from './connection.js';
import type { DriverClient } from './driver-client.js';
import { subscribeTo, type DriverSubscription } from './driver-subscription.js';
import type { Namespace } from './namespace.js';
import { Pauses } from './pauses.js';
import { Place } from './place.js';
import { toStoredEvent } from './recorded-event.js';
import { openAfter } from './within.js';

const LONGEST_PAUSE = 1_000; // ms
const QUIET = 2; // ms; the events of one append arrive one by one
const LONG = 10; // ms that an event may wait for a quiet moment

/** Follows the log of a namespace. A subscription that is lost, which is nothing unusual, is taken up again where it was. */
export class Subscriber {
  constructor(
    private readonly connection: Connection,
    private readonly namespace: Namespace,
    private readonly closing: AbortSignal,
  ) {}

  /** Ends when the signal aborts or the store is closed. @throws AccessDenied */
  async *subscribe(after: Position, signal: AbortSignal): AsyncGenerator<StoredEvent | CaughtUp> {
    const ending = AbortSignal.any([signal, this.closing]);
    const ended = (): boolean => ending.aborted;
    const place = new Place(after);
    const pauses = new Pauses(LONGEST_PAUSE);
    while (!ended()) {
      let client: DriverClient | null = null;
      try {
        client = await this.connection.client();
        const subscription = subscribeTo(client, this.namespace.prefix, place.position);
        for await (const item of this.follow(subscription, place, ending)) {
          pauses.reset();
          yield item;
        }
      } catch (error) {
        if (ended()) return;
        if (!isTooSlow(error)) {
          const failed = this.connection.failed(error, client);
          if (failed instanceof AccessDenied) throw failed;
        }
      }
      await pauses.pause(ending);
    }
  }

  private async *follow(
    subscription: DriverSubscription,
    place: Place,
    ending: AbortSignal,
  ): AsyncGenerator<StoredEvent | CaughtUp> {
    const stop = (): void => subscription.stop();
    const ended = (): boolean => ending.aborted;
    ending.addEventListener('abort', stop, { once: true });
    try {
      let live = false;
      let untold: number | null = null; // when the first event was handed out of which it was not said that it is the last
      while (!ended()) {
        const since = live && !subscription.waiting() ? untold : null;
        const next = subscription.next();
        if (since !== null && (await isQuiet(next, since))) {
          untold = null;
          yield place.caughtUp();
        }
        const item = await next;
        if (item === undefined || ended()) return;
        this.connection.answered();
        if ('marker' in item) {
          switch (item.marker) {
            case 'searched':
              place.reach(item.position, 'searched');
              break;
            case 'fell behind':
              live = false;
              break;
            case 'caught up':
              live = true;
              untold = null;
              yield place.caughtUp();
              break;
          }
          continue;
        }
        const event = toStoredEvent(item, this.namespace);
        if (event === null) continue;
        untold ??= performance.now();
        yield event;
        place.reach(event.position, 'handed out');
      }
    } finally {
      ending.removeEventListener('abort', stop);
      stop();
    }
  }
}

/** A server drops a live reader that lags, a quick one in a burst, too: nothing is wrong with it. */
const isTooSlow = (error: unknown): boolean => error instanceof TimeoutError;

/** Whether the last event that came may be called the last. A failure of `next` is for who awaits it. */
function isQuiet(next: Promise<unknown>, since: number): Promise<boolean> {
  const patience = performance.now() - since > LONG ? 0 : QUIET;
  return openAfter(patience, next);
}
