import { SqliteAdapter, SqliteDialect } from 'kysely';
import type { Spelled } from '../queries/spelling.js';
import { bound, type Connection } from './connection.js';
import { SQLITE } from './spelling.js';

/** Lets Kysely speak to SQLite through libsql; whatever it binds is converted first. */
export const libsqlDialect = (connection: Connection): SqliteDialect =>
  new LibsqlDialect({
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

class LibsqlDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new LibsqlAdapter();
  }
}

class LibsqlAdapter extends SqliteAdapter implements Spelled {
  readonly spelling = SQLITE;
}
