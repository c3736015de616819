import Database from 'libsql';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/** What SQLite holds; whole numbers are read as bigints. */
export type Value = null | bigint | number | string | Uint8Array;

export type Connection = Database.Database;

/** Opens the file, and makes it where there is none. Waits for another's lock for five seconds. */
export const connect = (file: string, pragmas: readonly string[]): Connection =>
  withPragmas(new Database(file), pragmas);

/** Opens the file as `connect` does; null if there is none, as when another removes it just now. */
export function connectExisting(file: string, pragmas: readonly string[]): Connection | null {
  let database: Database.Database;
  try {
    database = new Database(`${pathToFileURL(file).href}?mode=rw`);
  } catch (error) {
    if (existsSync(file)) throw error;
    return null;
  }
  return withPragmas(database, pragmas);
}

function withPragmas(connection: Connection, pragmas: readonly string[]): Connection {
  connection.defaultSafeIntegers(true);
  for (const pragma of ['busy_timeout = 5000', ...pragmas]) connection.exec(`pragma ${pragma}`);
  return connection;
}

/**
 * Does the work in a transaction, wholly or not at all. BEGIN, COMMIT and ROLLBACK are our own: on
 * a full disk the driver's `transaction()` hides why it failed behind a failing rollback.
 */
export function inTransaction<T>(connection: Connection, work: () => T): T {
  connection.exec('begin immediate');
  try {
    const result = work();
    connection.exec('commit');
    return result;
  } catch (error) {
    if (connection.inTransaction) connection.exec('rollback');
    throw error;
  }
}

/** Statements by their text, each prepared when it is first asked for and kept. */
export type Prepared = (text: string) => Database.Statement;

export function preparedOn(connection: Connection): Prepared {
  const statements = new Map<string, Database.Statement>();
  return (text) => {
    const known = statements.get(text) ?? connection.prepare(text);
    statements.set(text, known);
    return known;
  };
}

/** The values as the driver may bind them: a boolean would abort the process, a whole number be bound as a real one. */
export const bound = (values: readonly unknown[]): Value[] => values.map(toValue);

function toValue(value: unknown): Value {
  if (value === null || typeof value === 'string' || value instanceof Uint8Array) return value;
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : value;
  if (typeof value === 'bigint' && BigInt.asIntN(64, value) === value) return value;
  throw new TypeError(`SQLite cannot hold this ${typeof value}`);
}
