import {
  MaxAppendSizeExceededError,
  WrongExpectedVersionError,
  type AppendResult,
  type EventData,
} from '@eventstore/db-client';
import { EventTooLarge, OutcomeUnknown, WrongRevision } from '../errors.js';
import {
  NO_STREAM,
  position,
  revision,
  START,
  type Appended,
  type NewEvent,
  type Position,
  type Revision,
} from '../event-store.js';
import type { Connection } from './connection.js';
import type { DriverClient } from './driver-client.js';
import { failureOf } from './failure.js';
import { InFlight } from './in-flight.js';
import type { Namespace } from './namespace.js';
import { toDriverEvent } from './new-event.js';
import { Pauses } from './pauses.js';
import type { Reader } from './read.js';
import { NotInTime, within } from './within.js';

export type AppendLimits = Readonly<{
  patience: number; // ms, for one sending
  deadline: number; // ms, for all sendings of an append
  inFlight: number; // appends
}>;

type Addition = Readonly<{
  stream: string;
  expected: Revision;
  given: readonly NewEvent[];
  events: EventData[];
}>;

/** How far a sending has come: with which client, whether it may have been written, whether nobody waits for it any more. */
type Sending = { client: DriverClient | null; begun: boolean; over: boolean };

const LONGEST_PAUSE = 1_000; // ms

/**
 * Appends at exact revisions. A sending whose outcome is unknown is repeated with the same events at the same revision, which
 * the server recognises; once there was one, a failure to send again says nothing about it.
 */
export class Appender {
  private readonly inFlight: InFlight;

  constructor(
    private readonly connection: Pick<Connection, 'client' | 'answered' | 'failed'>,
    private readonly reader: Reader,
    private readonly namespace: Namespace,
    private readonly limits: AppendLimits,
    private readonly closing: AbortSignal,
  ) {
    this.inFlight = new InFlight(limits.inFlight);
  }

  async append(stream: string, expected: Revision, given: readonly NewEvent[]): Promise<Appended> {
    const addition = { stream, expected, given, events: given.map(toDriverEvent) };
    return this.inFlight.run(() => this.untilKnown(addition));
  }

  private async untilKnown(addition: Addition): Promise<Appended> {
    const end = performance.now() + this.limits.deadline;
    try {
      return await this.send(addition, this.limits.patience);
    } catch (error) {
      if (error instanceof OutcomeUnknown) return this.repeat(addition, error, end);
      throw error;
    }
  }

  private async repeat(addition: Addition, first: OutcomeUnknown, end: number): Promise<Appended> {
    const pauses = new Pauses(LONGEST_PAUSE);
    let unknown = first;
    for (;;) {
      await pauses.pause(this.closing);
      const left = end - performance.now();
      if (left <= 0 || this.closing.aborted) throw unknown;
      try {
        return await this.send(addition, Math.min(left, this.limits.patience));
      } catch (error) {
        if (error instanceof WrongRevision) throw error;
        unknown = error instanceof OutcomeUnknown ? error : unknownFor(error);
      }
    }
  }

  private async send(addition: Addition, patience: number): Promise<Appended> {
    const { stream, expected, events } = addition;
    const sending: Sending = { client: null, begun: false, over: false };
    const deliver = async (): Promise<AppendResult> => {
      const client = await this.connection.client();
      sending.client = client;
      await client.connected();
      if (sending.over) throw new NotInTime('was found too late');
      sending.begun = true;
      return client.appendToStream(this.namespace.outer(stream), events, {
        expectedRevision: expected === NO_STREAM ? 'no_stream' : expected,
        requiresLeader: true,
      });
    };
    try {
      const { nextExpectedRevision, position: at } = await within(patience, deliver());
      this.connection.answered();
      const last = revision(nextExpectedRevision);
      const where = at === undefined ? await this.after(stream, last) : position(at.commit);
      return { revision: last, position: where };
    } catch (error) {
      sending.over = true;
      return this.ownOrRefused(addition, error, sending);
    }
  }

  private async ownOrRefused(
    addition: Addition,
    error: unknown,
    { client, begun }: Sending,
  ): Promise<Appended> {
    if (error instanceof WrongExpectedVersionError) {
      this.connection.answered();
      const { actualVersion } = error;
      const actual = typeof actualVersion === 'bigint' ? revision(actualVersion) : NO_STREAM;
      return this.ownOrConflict(addition, actual);
    }
    if (error instanceof MaxAppendSizeExceededError) {
      this.connection.answered();
      throw new EventTooLarge(bytesOf(addition.given), error.maxAppendSize);
    }
    const failed = this.connection.failed(error, client);
    if (begun && failureOf(error) === 'lost')
      throw new OutcomeUnknown(failed.message, { cause: error });
    throw failed;
  }

  /** The stream stands elsewhere; if by our own events, an earlier sending had arrived. */
  private async ownOrConflict(
    { stream, expected, given }: Addition,
    actual: Revision,
  ): Promise<Appended> {
    if (actual >= expected + BigInt(given.length)) {
      let nth = 0;
      try {
        for await (const { id, ...place } of this.reader.read(stream, expected, given.length)) {
          if (id !== given[nth]?.id || place.revision !== expected + BigInt(nth + 1)) break;
          nth += 1;
          if (nth === given.length) return { revision: place.revision, position: place.position };
        }
      } catch (cause) {
        throw new OutcomeUnknown(messageOf(cause), { cause });
      }
    }
    throw new WrongRevision(stream, expected, actual);
  }

  /** A place not before an event that is hidden by now, which the server no longer tells. */
  private async after(stream: string, hidden: Revision): Promise<Position> {
    for await (const { position } of this.reader.read(stream, hidden, 1)) return position;
    return START;
  }
}

const unknownFor = (cause: unknown): OutcomeUnknown =>
  new OutcomeUnknown(messageOf(cause), { cause });

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

const bytesOf = (events: readonly NewEvent[]): number =>
  events.reduce(
    (sum, { data, metadata }) => sum + Buffer.byteLength(data) + Buffer.byteLength(metadata),
    0,
  );
