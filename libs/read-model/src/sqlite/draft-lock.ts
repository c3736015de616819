import { join } from 'node:path';
import { DraftExists } from '../read-model.js';
import { connect } from './connection.js';

export type DraftLock = Readonly<{ release(): void }>;

/**
 * Locks the drafts of a directory until the lock is released or the process ends, however it ends. It is a database of its
 * own, and its connection has no statements, in which a closed one would live on.
 *
 * @throws DraftExists if somebody fills a draft
 */
export function lockDrafts(directory: string): DraftLock {
  const connection = connect(join(directory, 'draft-lock.db'), ['busy_timeout = 0']);
  try {
    connection.exec('begin exclusive');
  } catch (cause) {
    connection.close();
    throw isBusy(cause) ? new DraftExists(`${directory} is being rebuilt`, { cause }) : cause;
  }
  return { release: () => void connection.close() };
}

const isBusy = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === 'SQLITE_BUSY';
