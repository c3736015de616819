import { BACKWARDS, END, jsonEvent, metastreamOf, type AppendResult } from '@eventstore/db-client';
import type { Revision } from '../event-store.js';
import type { Connection } from './connection.js';
import type { DriverClient } from './driver-client.js';
import type { DriverReads } from './driver-reads.js';
import { failureOf } from './failure.js';
import type { Namespace } from './namespace.js';
import { Pauses } from './pauses.js';
import { within } from './within.js';

const ATTEMPTS = 5;
const LONGEST_PAUSE = 500; // ms
const TRUNCATE_BEFORE = '$tb';

/** What the server keeps of a stream beside its events, and at which revision of the metastream; null: nothing. */
type Metadata = Readonly<{ revision: bigint; values: Readonly<Record<string, unknown>> }> | null;

/** Hides the beginnings of streams by their metadata. What is hidden stays so, whoever else truncates at the same time. */
export class Truncation {
  constructor(
    private readonly connection: Connection,
    private readonly reads: DriverReads,
    private readonly namespace: Namespace,
    private readonly patience: number,
    private readonly closing: AbortSignal,
  ) {}

  /** @throws StoreUnavailable, AccessDenied */
  async truncateBefore(stream: string, revision: Revision): Promise<void> {
    const metastream = metastreamOf(this.namespace.outer(stream));
    const pauses = new Pauses(LONGEST_PAUSE);
    for (let attempt = 1; ; attempt += 1) {
      const metadata = await this.read(metastream);
      if (truncatedBefore(metadata) >= revision) return;
      let client: DriverClient | null = null;
      try {
        client = await this.connection.client();
        await within(this.patience, write(client, metastream, metadata, revision));
        this.connection.answered();
        return;
      } catch (error) {
        const failure = failureOf(error);
        const failed = this.connection.failed(error, client);
        if ((failure !== 'lost' && failure !== 'conflict') || attempt === ATTEMPTS) throw failed;
      }
      await pauses.pause(this.closing);
    }
  }

  private async read(metastream: string): Promise<Metadata> {
    const newest = this.reads.all((client) =>
      client.readStream(metastream, {
        direction: BACKWARDS,
        fromRevision: END,
        maxCount: 1,
        requiresLeader: true,
      }),
    );
    for await (const { event } of newest) {
      if (event?.isJson !== true) return null;
      const { revision, data } = event;
      return { revision, values: Array.isArray(data) || typeof data === 'string' ? {} : data };
    }
    return null;
  }
}

const write = (
  client: DriverClient,
  metastream: string,
  metadata: Metadata,
  revision: Revision,
): Promise<AppendResult> =>
  client.appendToStream(
    metastream,
    jsonEvent({
      type: '$metadata',
      data: { ...metadata?.values, [TRUNCATE_BEFORE]: Number(revision) },
    }),
    { expectedRevision: metadata?.revision ?? 'no_stream', requiresLeader: true },
  );

function truncatedBefore(metadata: Metadata): number {
  const before = metadata?.values[TRUNCATE_BEFORE];
  return typeof before === 'number' ? before : 0;
}
