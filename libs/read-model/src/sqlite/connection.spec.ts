import { join } from 'node:path';
import { bound, connect, inTransaction } from './connection.js';
import { directories } from './directory.fixture.js';

const newDirectory = directories();

describe('a bound value', () => {
  it('is no boolean and no whole number of floating point, whatever it was', () => {
    expect(bound([true, false, 7, 0.5, null, 'a', 3n])).toEqual([1n, 0n, 7n, 0.5, null, 'a', 3n]);
  });

  it.each([[undefined], [new Date(0)], [{}], [2n ** 63n]])('cannot be %p', (value) => {
    expect(() => bound([value])).toThrow();
  });
});

describe('a transaction', () => {
  it('undoes what was done before a failure, and says what failed', () => {
    const connection = connect(join(newDirectory(), 'a.db'), []);
    connection.exec('create table a (n integer)');
    const fail = (): void => {
      connection.exec('insert into a values (1)');
      connection.exec('insert into nowhere values (1)');
    };
    expect(() => inTransaction(connection, fail)).toThrow('nowhere');
    expect(connection.prepare('select n from a').all()).toEqual([]);
    connection.close();
  });

  it('says that the disk is full', () => {
    const connection = connect(join(newDirectory(), 'a.db'), ['max_page_count = 4']);
    connection.exec('create table a (text text)');
    const fill = (): void => {
      connection.prepare('insert into a values (?)').run(['x'.repeat(100_000)]);
    };
    expect(() => inTransaction(connection, fill)).toThrow('full');
    connection.close();
  });
});
