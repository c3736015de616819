import { BACKWARDS, END } from '@eventstore/db-client';
import {
  NO_STREAM,
  position,
  revision,
  START,
  type Position,
  type Revision,
  type StoredEvent,
} from '../event-store.js';
import type { DriverReads } from './driver-reads.js';
import type { Namespace } from './namespace.js';
import { toStoredEvent } from './recorded-event.js';

/** Reads from the leader: another node may be behind, and what is read may have to prove that there is nothing more. */
export class Reader {
  constructor(
    private readonly reads: DriverReads,
    private readonly namespace: Namespace,
  ) {}

  /** At most so many events of a stream after a revision. @throws StoreUnavailable, AccessDenied */
  async *read(
    stream: string,
    after: Revision = NO_STREAM,
    most: number = Number.MAX_SAFE_INTEGER,
  ): AsyncGenerator<StoredEvent> {
    const name = this.namespace.outer(stream);
    let at = after;
    let left = most;
    const rest = this.reads.all((client) =>
      client.readStream(name, { fromRevision: at + 1n, maxCount: left, requiresLeader: true }),
    );
    for await (const resolved of rest) {
      const event = toStoredEvent(resolved, this.namespace);
      if (event !== null) yield event;
      if (resolved.event !== undefined) at = revision(resolved.event.revision);
      left -= 1;
      if (left === 0) return;
    }
  }

  /** Where the last event on the server stands, of whatever ledger: nothing of ours lies beyond. @throws StoreUnavailable, AccessDenied */
  async head(): Promise<Position> {
    const last = this.reads.all((client) =>
      client.readAll({
        direction: BACKWARDS,
        fromPosition: END,
        maxCount: 1,
        requiresLeader: true,
      }),
    );
    for await (const { commitPosition, event } of last) {
      const at = event?.position.commit ?? commitPosition;
      if (at !== undefined) return position(at);
    }
    return START;
  }
}
