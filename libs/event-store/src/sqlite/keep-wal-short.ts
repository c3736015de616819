import type { SharedPosition } from '@app/runtime';
import { checkpoint } from './checkpoint.js';
import { openForReading } from './log-file.js';

const EVENTS = 500n; // between two checkpoints

/**
 * Moves what the WAL holds into the log's file, time and again until the signal aborts. To be run in a thread of its own: the
 * writer's commits wait on the disk far less when they need not do this themselves.
 *
 * @throws StoreUnavailable if there is no log
 */
export async function keepWalShort(
  directory: string,
  head: SharedPosition,
  signal: AbortSignal,
): Promise<void> {
  const connection = openForReading(directory);
  try {
    while (await head.reached(head.value + EVENTS, signal)) checkpoint(connection, 'PASSIVE');
  } finally {
    connection.close();
  }
}
