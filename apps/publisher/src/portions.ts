import { StoreUnavailable, type EventStore, type Position } from '@app/event-store';
import { loggedEventOf } from '@app/ledger';
import { toRecords, type RecordOrigin } from '@app/transitions';
import { Basket, type Portion } from './basket.js';

/** A log, and what its records say of where they come from. */
export type Source = Readonly<{ log: Pick<EventStore, 'subscribe'>; origin: RecordOrigin }>;

/**
 * The records of the events after a position, in order, until the signal aborts. While a portion is being published the next
 * one is prepared. There is one at least every second or so: without records where there are none, to tell of the position.
 *
 * @throws StoreUnavailable, UnreadableLedger: what comes before in the log is given first
 */
export async function* portions(
  source: Source,
  after: Position,
  signal: AbortSignal,
): AsyncGenerator<Portion> {
  const ending = new AbortController();
  const basket = new Basket(after);
  const filling = fill(basket, source, after, AbortSignal.any([signal, ending.signal]));
  try {
    for (;;) {
      const portion = await basket.take();
      if (portion === null || signal.aborted) return;
      yield portion;
    }
  } finally {
    ending.abort();
    basket.empty(); // it may wait for room
    await filling;
  }
}

/** Never throws: whoever takes from the basket hears what went wrong. */
async function fill(
  basket: Basket,
  { log, origin }: Source,
  after: Position,
  signal: AbortSignal,
): Promise<void> {
  try {
    for await (const item of log.subscribe(after, signal)) {
      if ('caughtUp' in item) {
        basket.caughtUp(item.position);
      } else {
        const event = loggedEventOf(item);
        await basket.add(event === null ? [] : toRecords(event, origin), item.position);
      }
    }
    basket.end(signal.aborted ? null : new StoreUnavailable('the log was closed'));
  } catch (error) {
    basket.end(error instanceof Error ? error : new Error(String(error)));
  }
}
