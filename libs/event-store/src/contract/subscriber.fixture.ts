import type { CaughtUp, EventStore, Position, StoredEvent } from '../event-store.js';

/** Who subscribes and asks for one thing after the other. */
export type Subscriber = Readonly<{
  /** What comes next; undefined at the end. */
  next(): Promise<StoredEvent | CaughtUp | undefined>;
  /** The events up to where it has caught up, and that place. */
  catchUp(): Promise<Readonly<{ events: readonly StoredEvent[]; position: Position }>>;
  take(count: number): Promise<readonly StoredEvent[]>;
}>;

export function subscriber(
  store: Pick<EventStore, 'subscribe'>,
  after: Position,
  signal: AbortSignal,
): Subscriber {
  const items = store.subscribe(after, signal)[Symbol.asyncIterator]();

  async function next(): Promise<StoredEvent | CaughtUp | undefined> {
    const { done, value } = await items.next();
    return done === true ? undefined : value;
  }

  async function some(): Promise<StoredEvent | CaughtUp> {
    const item = await next();
    if (item === undefined) throw new Error('the subscription has ended');
    return item;
  }

  return {
    next,
    async catchUp() {
      const events: StoredEvent[] = [];
      for (;;) {
        const item = await some();
        if ('caughtUp' in item) return { events, position: item.position };
        events.push(item);
      }
    },
    async take(count) {
      const events: StoredEvent[] = [];
      while (events.length < count) {
        const item = await some();
        if (!('caughtUp' in item)) events.push(item);
      }
      return events;
    },
  };
}
