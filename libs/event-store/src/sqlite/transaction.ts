import { OutcomeUnknown, StoreUnavailable } from '../errors.js';
import type { Connection } from './connection.js';

export type Transact = <T>(work: () => T) => T;

/**
 * Runs work in a transaction that is on the disk when it returns.
 *
 * @throws StoreUnavailable if nothing was written, OutcomeUnknown if the commit failed in a way that a crash could still turn
 * into a success: its frames may lie complete in the WAL, where only the next commit overwrites them.
 */
export function transactionsOn(connection: Connection): Transact {
  const begin = connection.command('BEGIN IMMEDIATE');
  const commit = connection.command('COMMIT');
  const rollback = connection.command('ROLLBACK');

  return (work) => {
    let result;
    try {
      begin();
      result = work();
    } catch (cause) {
      if (connection.inTransaction) rollback(); // on a full disk SQLite has done so itself
      throw new StoreUnavailable('the log cannot be written', { cause });
    }
    try {
      commit();
    } catch (cause) {
      if (!connection.inTransaction && !isFull(cause))
        throw new OutcomeUnknown('the log failed to commit', { cause });
      if (connection.inTransaction) rollback();
      throw new StoreUnavailable('the log cannot be written', { cause });
    }
    return result;
  };
}

/** A frame that found no room was not written, and the one that makes a commit is the last. */
const isFull = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === 'SQLITE_FULL';
