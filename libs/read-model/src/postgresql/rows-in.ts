import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
} from 'kysely';
import type { Spelled } from '../queries/spelling.js';
import type { Tables } from '../queries/tables.js';
import type { Session } from './session.js';
import { POSTGRESQL } from './spelling.js';

/** The rows as a session sees them, in whatever transaction it is. */
export const rowsIn = (session: Pick<Session, 'query'>): Kysely<Tables> =>
  new Kysely({
    dialect: {
      createAdapter: () => new SpelledAdapter(),
      createDriver: () => new SessionDriver(session),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });

class SpelledAdapter extends PostgresAdapter implements Spelled {
  readonly spelling = POSTGRESQL;
}

class SessionDriver extends DummyDriver {
  constructor(private readonly session: Pick<Session, 'query'>) {
    super();
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    return {
      executeQuery: ({ sql, parameters }) => this.session.query(sql, parameters),
      streamQuery: () => {
        throw new Error('rows are read as a whole');
      },
    };
  }
}
