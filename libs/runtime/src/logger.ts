import { pino, type DestinationStream, type Logger } from 'pino';

export type { Logger };

export const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export type LogLevel = (typeof LEVELS)[number];

/**
 * A log of JSON lines: an event in `msg`, its fields beside it, `time` in milliseconds. Lines are
 * written behind the caller's back, as a log must not hold up an answer; the end of the process waits for them.
 */
export const createLogger = (
  level: LogLevel,
  destination: DestinationStream = pino.destination({ fd: 1, sync: false }),
): Logger =>
  pino({ level, base: null, formatters: { level: (label) => ({ level: label }) } }, destination);
