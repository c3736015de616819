import { SqliteDialect } from 'kysely';
import { bound, type Connection } from './connection.js';

/** Lets Kysely speak to SQLite through libsql; whatever it binds is converted first. */
export const libsqlDialect = (connection: Connection): SqliteDialect =>
  new SqliteDialect({
    database: {
      close: () => void connection.close(),
      prepare(text) {
        const statement = connection.prepare(text);
        return {
          reader: statement.reader,
          all: (parameters) => statement.all(bound(parameters)),
          run: (parameters) => statement.run(bound(parameters)),
          iterate: (parameters) => statement.iterate(bound(parameters)),
        };
      },
    },
  });
