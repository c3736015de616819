import { v5 } from 'uuid';

/**
 * The id of an event: a function of the command and the place that it is meant for, so that the same append
 * has the same ids however often it is sent, and a new decision at another revision has others.
 */
export const eventIdOf = (
  commandId: string,
  stream: string,
  expected: bigint,
  index: number,
): string => v5(`${stream}/${expected}/${index}`, commandId);
