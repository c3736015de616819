import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyRequest } from 'fastify';
import type { Shown } from '@app/read-model';
import type { SharedPosition } from '@app/runtime';
import {
  callerPosition,
  greatest,
  notOfThisLog,
  POSITION,
  positionText,
} from './caller-position.js';
import { ReadModelBehind } from './read-model-behind.js';

const PATIENCE = 5_000; // ms
const FIRST_PAUSE = 5; // ms before a read model of other processes is asked again; doubles
const LONGEST_PAUSE = 100; // ms

type Asking = Pick<FastifyRequest, 'headers'>;

type Answering = Readonly<{ header: (name: string, value: string) => unknown }>;

/** The log as a process knows it. */
export type KnownLog = Readonly<{
  logId: string; // positions mean nothing in another log
  /** The greatest position that this process has seen: what it was acknowledged, and what callers have seen elsewhere. */
  known: SharedPosition;
  /** The position of the last event, or one beyond it. */
  last: () => Promise<bigint>;
}>;

/** Lets callers see their own writes: answers carry the position that they show, and lists wait for what was written before them. */
export class Reading {
  readonly #log: KnownLog;
  readonly #shown: SharedPosition | null;

  /** @param shown the position that the read model shows; null where another process lets it follow */
  constructor(log: KnownLog, shown: SharedPosition | null) {
    this.#log = log;
    this.#shown = shown;
  }

  /**
   * What a query finds once the read model shows all that this process and the caller knew of when it was asked.
   *
   * @throws PositionRefused if the caller names a position that is not of this log, ReadModelBehind after five seconds
   */
  async show<T>(request: Asking, query: () => Promise<Shown<T>>): Promise<Shown<T>> {
    const target = await this.#target(request);
    const patience = AbortSignal.timeout(PATIENCE);
    for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
      await this.#shown?.reached(target, patience);
      const shown = await query();
      const at = shown.at?.logId === this.#log.logId ? shown.at.position : NOTHING;
      if (at >= target) return shown;
      if (patience.aborted) throw new ReadModelBehind(target, at);
      await delay(pause);
    }
  }

  /**
   * Tells the caller which position the answer shows: as a header, and as a cookie, which browsers return by themselves.
   *
   * @param read where the last event stands that was read or written for the answer
   */
  tell(request: Asking, reply: Answering, read: bigint = NOTHING): void {
    const { logId, known } = this.#log;
    const caller = callerPosition(request, logId)?.position ?? NOTHING;
    const position = positionText(logId, greatest([known.value, read, caller]));
    reply.header(POSITION, position);
    reply.header('set-cookie', `${POSITION}=${position}; Path=/api; HttpOnly; SameSite=Lax`);
  }

  async #target(request: Asking): Promise<bigint> {
    const { logId, known, last } = this.#log;
    const target = known.value;
    const caller = callerPosition(request, logId);
    if (caller === null || caller.position <= target) return target;
    if (caller.position <= (await last())) {
      known.advance(caller.position);
      return caller.position;
    }
    if (caller.from === 'header') throw notOfThisLog(positionText(logId, caller.position));
    return target;
  }
}

const NOTHING = -1n;
