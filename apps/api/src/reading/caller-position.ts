import type { FastifyRequest } from 'fastify';
import { PositionRefused } from './position-refused.js';

export const POSITION = 'runledger-position';

type Asking = Pick<FastifyRequest, 'headers'>;

export type LogPosition = Readonly<{ logId: string; position: bigint }>;

/** A position that the caller has seen. A header was set on purpose; a cookie may be left over from another log. */
export type CallerPosition = Readonly<{ position: bigint; from: 'header' | 'cookie' }>;

/**
 * What the caller says to have seen of this log, by header or else by cookie; null if it says nothing of it.
 *
 * @throws PositionRefused if the header is no position of this log
 */
export function callerPosition({ headers }: Asking, logId: string): CallerPosition | null {
  const header = headers[POSITION];
  if (header !== undefined) {
    const position = positionIn(String(header), logId);
    if (position === null) throw notOfThisLog(String(header));
    return { position, from: 'header' };
  }
  const cookies = headers.cookie?.matchAll(COOKIE) ?? [];
  const positions = [...cookies].flatMap(([, text = '']) => positionIn(text, logId) ?? []);
  return positions.length === 0 ? null : { position: greatest(positions), from: 'cookie' };
}

/** The form that a position of a log has in header and cookie. */
export const positionText = (logId: string, position: bigint): string => `${logId}:${position}`;

/** What a text of that form says; null if it is none. */
export function logPositionOf(text: string): LogPosition | null {
  const [, logId, position] = /^([^:]+):(\d{1,18})$/.exec(text) ?? [];
  return logId === undefined || position === undefined
    ? null
    : { logId, position: BigInt(position) };
}

export const notOfThisLog = (given: string): PositionRefused =>
  new PositionRefused(`Runledger-Position ${given} is not a position of this log.`);

export const greatest = (positions: readonly bigint[]): bigint =>
  positions.reduce((a, b) => (a > b ? a : b));

function positionIn(text: string, logId: string): bigint | null {
  const found = logPositionOf(text);
  return found?.logId === logId ? found.position : null;
}

const COOKIE = new RegExp(`(?:^|;\\s*)${POSITION}=([^;]*)`, 'g');
