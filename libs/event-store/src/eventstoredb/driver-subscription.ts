import {
  START as BEGINNING,
  streamNameFilter,
  type AllStreamResolvedEvent,
} from '@eventstore/db-client';
import { position, START, type Position } from '../event-store.js';
import type { DriverClient } from './driver-client.js';

/** What a subscription says beside its events, in its place among them. */
export type Marker =
  | Readonly<{ marker: 'caught up' | 'fell behind' }>
  | Readonly<{ marker: 'searched'; position: Position }>; // up to where the server has looked for events

export type Delivered = AllStreamResolvedEvent | Marker;

/** A subscription that goes on until it is lost, for whatever reason, or stopped. */
export type DriverSubscription = Readonly<{
  /** What comes next; undefined at an end without a reason. */
  next(): Promise<Delivered | undefined>;
  /** Whether there is something that has come and was not taken. */
  waiting(): boolean;
  stop(): void;
}>;

const SEARCHED = { maxSearchWindow: 500, checkpointInterval: 10 }; // a marker for each 5,000 events of others

/** Subscribes to all streams whose names have the prefix, after a position. `next` must be called at once. */
export function subscribeTo(
  client: DriverClient,
  prefix: string,
  after: Position,
): DriverSubscription {
  const subscription = client.subscribeToAll({
    fromPosition: after === START ? BEGINNING : { commit: after, prepare: after },
    filter: streamNameFilter({
      ...SEARCHED,
      prefixes: [prefix],
      checkpointReached: (_, { commit, prepare }) => {
        if (commit === prepare) mark({ marker: 'searched', position: position(commit) });
      },
    }),
  });
  const mark = (marker: Marker): void => void subscription.push(marker);
  subscription.on('caughtUp', () => mark({ marker: 'caught up' }));
  subscription.on('fellBehind', () => mark({ marker: 'fell behind' }));
  subscription.on('error', () => undefined); // comes twice, the iterator tells one
  const items: AsyncIterator<Delivered, unknown> = subscription[Symbol.asyncIterator]();

  return {
    async next() {
      const { done, value } = await items.next();
      return done === true ? undefined : value;
    },
    waiting: () => subscription.readableLength > 0,
    stop() {
      subscription.destroy();
      subscription.unsubscribe().catch(() => undefined); // it was never opened
    },
  };
}
