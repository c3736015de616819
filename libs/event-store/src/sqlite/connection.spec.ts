import { join } from 'node:path';
import { bindable, Connection } from './connection.js';
import { directories } from './directory.fixture.js';

const newDirectory = directories();

describe('a connection', () => {
  it('keeps integers that a double would round', () => {
    const connection = new Connection(join(newDirectory(), 'a.db'));
    expect(connection.query('SELECT ?')(2n ** 62n + 1n)).toEqual([[2n ** 62n + 1n]]);
    connection.close();
  });

  it('tells the key of the row that was inserted', () => {
    const connection = new Connection(join(newDirectory(), 'a.db'));
    connection.execute('CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT)');
    const insert = connection.command('INSERT INTO thing (name) VALUES (?)');
    expect([insert('a'), insert('b')]).toEqual([1n, 2n]);
    connection.close();
  });
});

describe('a bound value', () => {
  it.each([['text'], [7n]])('may be %p', (value) => {
    expect(bindable(value)).toBe(value);
  });

  it.each([[true], [Buffer.from('lone')], [undefined], [null], [{}]])(
    'is refused if it is %p, before libsql aborts the process or binds something else',
    (value) => {
      expect(() => bindable(value)).toThrow(TypeError);
    },
  );
});
