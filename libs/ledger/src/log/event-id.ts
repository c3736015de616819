import { hash } from 'node:crypto';

/**
 * The id of an event, a UUIDv5 (RFC 9562, 5.5): a function of the command and the place that it is meant for, so that the
 * same append has the same ids however often it is sent, and a new decision at another revision has others.
 *
 * @param commandId a UUID
 */
export function eventIdOf(
  commandId: string,
  stream: string,
  expected: bigint,
  index: number,
): string {
  const namespace = Buffer.from(commandId.replaceAll('-', ''), 'hex');
  const name = Buffer.from(`${stream}/${expected}/${index}`);
  const digest = hash('sha1', Buffer.concat([namespace, name]), 'hex');
  const variant = ((parseInt(digest.charAt(16), 16) & 0b0011) | 0b1000).toString(16);
  return [
    digest.slice(0, 8),
    digest.slice(8, 12),
    `5${digest.slice(13, 16)}`,
    `${variant}${digest.slice(17, 20)}`,
    digest.slice(20, 32),
  ].join('-');
}
