import { join } from 'node:path';
import { Connection } from './connection.js';

/** Somebody else writes the log in this directory. */
export class DirectoryLocked extends Error {
  override readonly name = 'DirectoryLocked';
  constructor(
    readonly directory: string,
    options: ErrorOptions,
  ) {
    super(
      `${directory} is in use: stop the process that keeps its data there, or give this one a directory of its own`,
      options,
    );
  }
}

export type DirectoryLock = Readonly<{ release(): void }>;

/**
 * Locks a directory until it is released or the process ends, however it ends. A database of its own is locked, since the
 * log's is read by others.
 *
 * @throws DirectoryLocked
 */
export function lockDirectory(directory: string): DirectoryLock {
  const connection = new Connection(join(directory, 'lock.db'), 0);
  try {
    connection.execute('BEGIN EXCLUSIVE');
  } catch (cause) {
    connection.close();
    throw isBusy(cause) ? new DirectoryLocked(directory, { cause }) : cause;
  }
  return { release: () => connection.close() };
}

const isBusy = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === 'SQLITE_BUSY';
