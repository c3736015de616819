import { constants } from 'node:os';
import type { Logger } from './logger.js';

/** The end of a process: what was begun is ended, in bounded time. */
export type Lifecycle = Readonly<{
  /** Adds what is to be ended; what was begun last ends first, one after the other. */
  atEnd: (part: string, end: () => Promise<void> | void) => void;
  /** Whether the end has begun: no new work should be sent here. */
  isEnding: () => boolean;
  /** Ends every part; says whether all did within the time. A second call gets the answer of the first. */
  end: () => Promise<boolean>;
}>;

type Part = Readonly<{ part: string; end: () => Promise<void> | void }>;

/** @param graceMs how long all parts together may take, in milliseconds */
export function createLifecycle(logger: Logger, graceMs: number): Lifecycle {
  const parts: Part[] = [];
  let ending: Promise<boolean> | null = null;
  return {
    atEnd(part, end) {
      parts.unshift({ part, end });
    },
    isEnding: () => ending !== null,
    end: () => (ending ??= within(graceMs, endAll(parts, logger), logger)),
  };
}

/** What of `process` the signals need. */
type SignalledProcess = Readonly<{
  on: (signal: Signal, listener: (signal: Signal) => void) => unknown;
  exit: (code: number) => void;
}>;

type Signal = 'SIGTERM' | 'SIGINT';

/**
 * Ends the parts at the first SIGTERM or SIGINT, then the process: code 0 if all ended in time, else 1.
 * A second signal ends the process at once, with the code that a shell expects of it.
 */
export function endOnSignals(
  lifecycle: Lifecycle,
  process: SignalledProcess,
  logger: Logger,
): void {
  const onSignal = (signal: Signal): void => {
    if (lifecycle.isEnding()) {
      process.exit(128 + constants.signals[signal]);
      return;
    }
    logger.info({ signal }, 'ending');
    void lifecycle.end().then((clean) => {
      process.exit(clean ? 0 : 1);
    });
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

/** A part that fails to end keeps no other from ending. */
async function endAll(parts: readonly Part[], logger: Logger): Promise<boolean> {
  let clean = true;
  for (const { part, end } of parts) {
    try {
      await end();
      logger.debug({ part }, 'ended');
    } catch (error) {
      clean = false;
      logger.error({ part, err: error }, 'failed to end');
    }
  }
  return clean;
}

async function within(graceMs: number, work: Promise<boolean>, logger: Logger): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => {
      logger.error({ graceMs }, 'out of time to end');
      resolve(false);
    }, graceMs);
  });
  const clean = await Promise.race([work, late]);
  clearTimeout(timer);
  return clean;
}
