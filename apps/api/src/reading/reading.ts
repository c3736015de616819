import type { FastifyRequest } from 'fastify';
import type { SharedPosition } from '@app/runtime';
import { PositionRefused } from './position-refused.js';
import { ReadModelBehind } from './read-model-behind.js';

const HEADER = 'runledger-position';
const PATIENCE = 5_000; // ms

type Asking = Pick<FastifyRequest, 'headers'>;

type Answering = Readonly<{ header: (name: string, value: string) => unknown }>;

/** Lets a caller see its own writes: answers carry the position that they show, and lists wait for what was written before them. */
export class Reading {
  readonly #logId: string;
  readonly #head: () => bigint;
  readonly #shown: SharedPosition;

  /**
   * @param logId positions mean nothing in another log
   * @param head the last position of the log: all that was acknowledged is there
   * @param shown the position that the read model shows
   */
  constructor(logId: string, head: () => bigint, shown: SharedPosition) {
    this.#logId = logId;
    this.#head = head;
    this.#shown = shown;
  }

  /**
   * Waits until the read model shows what the log holds now.
   *
   * @throws PositionRefused if the caller names a position that is not of this log, ReadModelBehind after five seconds
   */
  async caughtUp(request: Asking): Promise<void> {
    const target = this.#head();
    this.#checkHeader(request, target);
    if (this.#shown.value >= target) return;
    if (await this.#shown.reached(target, AbortSignal.timeout(PATIENCE))) return;
    throw new ReadModelBehind(target, this.#shown.value);
  }

  /** Tells the caller which position the answer shows: as a header, and as a cookie, which browsers return by themselves. */
  tell(reply: Answering): void {
    const position = `${this.#logId}:${this.#head()}`;
    reply.header(HEADER, position);
    reply.header('set-cookie', `${HEADER}=${position}; Path=/api; HttpOnly; SameSite=Lax`);
  }

  // A cookie may be left over from another log and is passed over; a header was set on purpose.
  #checkHeader({ headers }: Asking, head: bigint): void {
    const given = headers[HEADER];
    if (given === undefined) return;
    const [logId, position = ''] = String(given).split(':');
    if (logId !== this.#logId || !/^\d{1,18}$/.test(position) || BigInt(position) > head) {
      throw new PositionRefused(
        `Runledger-Position ${String(given)} is not a position of this log.`,
      );
    }
  }
}
