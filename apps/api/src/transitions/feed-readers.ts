import type { FastifyReply } from 'fastify';
import { AccessDenied, START, StoreUnavailable, type Position } from '@app/event-store';
import { UnreadableLedger } from '@app/ledger';
import type { Logger } from '@app/runtime';
import type { TransitionFeed, TransitionFilter } from '@app/transitions';
import { LIMITS } from '../limits.js';
import { positionText } from '../reading/caller-position.js';
import { EventStream, SlowReader } from './event-stream.js';
import {
  beginEvent,
  endEvent,
  heartbeat,
  transitionEvent,
  type EndReason,
} from './server-sent-events.js';

/** As many read the feed in this process as may. */
export class TooManyReaders extends Error {
  override readonly name = 'TooManyReaders';
}

/** What the readers of a feed are granted; times in ms. */
export type FeedLimits = Readonly<{ readers: number; heartbeat: number; patience: number }>;

/** Who reads the feed in this process. */
export class FeedReaders {
  readonly #endings = new Set<AbortController>();
  #isEnding = false;

  constructor(
    private readonly feed: TransitionFeed,
    private readonly logId: string,
    private readonly logger: Logger,
    private readonly limits: FeedLimits = LIMITS.feed,
  ) {}

  /**
   * Answers with the feed after a position until the reader leaves, cannot follow or is to end.
   *
   * @throws TooManyReaders before anything is sent
   */
  async serve(reply: FastifyReply, after: Position, filter: TransitionFilter): Promise<void> {
    if (this.#endings.size >= this.limits.readers) throw new TooManyReaders();
    const ending = new AbortController();
    const { signal } = ending;
    const stream = new EventStream(reply, this.limits.patience, () => ending.abort());
    let at = after;
    const id = (): string | null => (at === START ? null : positionText(this.logId, at));

    this.#endings.add(ending);
    if (this.#isEnding) ending.abort();
    const beating = setInterval(() => stream.sendInPassing(heartbeat(id())), this.limits.heartbeat);
    try {
      await stream.send(beginEvent(id()), signal);
      for await (const { position, text } of this.feed.follow(after, filter, signal)) {
        at = position;
        if (text !== null) await stream.send(transitionEvent(id(), text), signal);
      }
      stream.end(endEvent(id(), 'stopping'));
    } catch (error) {
      const reason = reasonOf(error);
      const requestId = reply.request.id;
      if (reason === 'slow reader') this.logger.info({ requestId, at: id() }, 'slow reader cut');
      else this.logger.error({ err: error, requestId }, 'feed failed');
      stream.end(endEvent(id(), reason));
    } finally {
      clearInterval(beating);
      this.#endings.delete(ending);
    }
  }

  /** Ends every feed, also those that begin from now on: the service is about to stop. */
  end(): void {
    this.#isEnding = true;
    for (const ending of this.#endings) ending.abort();
  }
}

function reasonOf(error: unknown): EndReason {
  if (error instanceof SlowReader) return 'slow reader';
  if (error instanceof StoreUnavailable || error instanceof AccessDenied) return 'log unavailable';
  return error instanceof UnreadableLedger ? 'log unreadable' : 'unexpected error';
}
