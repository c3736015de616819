import { StoreUnavailable } from '../errors.js';
import type { Connection } from './connection.js';
import { directories } from './directory.fixture.js';
import { openForWriting } from './log-file.js';
import { transactionsOn } from './transaction.js';

const newDirectory = directories();
let connection: Connection;
beforeEach(() => {
  connection = openForWriting(newDirectory());
  connection.execute(`
    PRAGMA foreign_keys = TRUE;
    CREATE TABLE parent (id INTEGER PRIMARY KEY);
    CREATE TABLE child (parent INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED);`);
});
afterEach(() => connection.close());

const count = (table: string): unknown =>
  connection.query(`SELECT count(*) FROM ${table}`)()[0]?.[0];

describe('a transaction', () => {
  it('keeps what the work wrote and returns its result', () => {
    const transact = transactionsOn(connection);
    expect(transact(() => connection.command('INSERT INTO parent VALUES (7)')())).toBe(7n);
    expect(connection.inTransaction).toBe(false);
    expect(count('parent')).toBe(1n);
  });

  it('undoes the work that failed, and says that nothing was written', () => {
    const transact = transactionsOn(connection);
    const cause = new Error('no');
    const failing = (): void =>
      transact(() => {
        connection.execute('INSERT INTO parent VALUES (7)');
        throw cause;
      });
    expect(failing).toThrow(new StoreUnavailable('the log cannot be written', { cause }));
    expect(count('parent')).toBe(0n);
  });

  it('undoes what SQLite refuses to commit, and can go on', () => {
    const transact = transactionsOn(connection);
    const orphan = connection.command('INSERT INTO child VALUES (1)');
    expect(() => transact(orphan)).toThrow(StoreUnavailable);
    expect(count('child')).toBe(0n);
    transact(connection.command('INSERT INTO parent VALUES (1)'));
    transact(orphan);
    expect(count('child')).toBe(1n);
  });
});
