import { types } from 'node:util';
import { DatabaseError } from 'pg';
import { ReadModelUnavailable } from '../read-model.js';

/** Whether a failed statement says that the database is away, or its session; else it says that the statement is wrong. */
export const isUnavailability = (error: unknown): boolean =>
  error instanceof DatabaseError ? AWAY.test(error.code ?? '') : !(error instanceof TypeError);

/** By SQLSTATE: no resources, an operator's intervention or a timeout, a broken system, or what ends a session. */
const AWAY = /^(53|57|58|08|25P0[34])/;

/** Whether nothing more can be asked of a session after a statement failed so. */
export const endsSession = (error: unknown): boolean =>
  error instanceof DatabaseError ? ENDED.test(error.code ?? '') : true;

/** By SQLSTATE: no connection, a server that shuts down or ends the session, a session that idled in a transaction. */
const ENDED = /^(08|57P|25P0[34])/;

/** @param place host, port and database: the address itself holds the password */
export const unavailable = (cause: unknown, place: string): ReadModelUnavailable =>
  new ReadModelUnavailable(`the database of DATABASE_URL, ${place}: ${reason(cause)}`, { cause });

/** Node tells of several addresses that do not answer by an error without a message. */
function reason(error: unknown): string {
  if (!types.isNativeError(error)) return String(error);
  if ('errors' in error && Array.isArray(error.errors)) return error.errors.map(reason).join(', ');
  return error.message;
}
