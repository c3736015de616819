import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { hasDocker } from '../../../../test/servers/has-docker.mjs';
import { findPostgresql, openPostgresql } from '../../../../test/servers/postgresql.mjs';

/** A database, with a namespace of its own for each test. */
export type TestDatabase = Readonly<{
  url: () => string;
  newNamespace: () => string;
  query: (text: string, values?: readonly unknown[]) => Promise<Record<string, unknown>[]>;
}>;

type Server = Readonly<{ url: string; close: () => Promise<void> }>;

/**
 * Describes what is so on a real PostgreSQL: the one that DATABASE_URL names, or else one in a container, or else one from
 * the system's packages. Where there is none the suite is skipped, and says so.
 */
export function describeOnPostgresql(title: string, suite: (database: TestDatabase) => void): void {
  if (openServer === null) {
    console.warn(`${title}: skipped, as there is no PostgreSQL. DATABASE_URL would run it.`);
    describe.skip(`${title} (there is no PostgreSQL: set DATABASE_URL)`, () => {
      it('is tested on a real one', () => undefined);
    });
    return;
  }
  const open = openServer;
  let server: Server;
  let client: Client;
  const namespaces: string[] = [];

  const database: TestDatabase = {
    url: () => server.url,
    newNamespace() {
      const namespace = `t${randomBytes(8).toString('hex')}`;
      namespaces.push(namespace);
      return namespace;
    },
    async query(text, values = []) {
      const { rows } = await client.query<Record<string, unknown>>(text, [...values]);
      return rows;
    },
  };

  describe(title, () => {
    beforeAll(async () => {
      server = await open();
      client = new Client(server.url);
      await client.connect();
    });
    afterAll(async () => {
      for (const namespace of namespaces) await drop(database, namespace);
      await client.end();
      await server.close();
    });
    suite(database);
  });
}

async function drop({ query }: TestDatabase, namespace: string): Promise<void> {
  const schemas = await query(
    "select quote_ident(nspname) as name from pg_namespace where split_part(nspname, '$', 1) = $1",
    [namespace],
  );
  for (const { name } of schemas) await query(`drop schema ${String(name)} cascade`);
}

const openServer = await howToOpen();

async function howToOpen(): Promise<(() => Promise<Server>) | null> {
  if (process.env.DATABASE_URL) return openPostgresql;
  if (await hasDocker()) return openContainer;
  return findPostgresql() === null ? null : openPostgresql;
}

async function openContainer(): Promise<Server> {
  const { GenericContainer, Wait } = await import('testcontainers');
  const container = await new GenericContainer('postgres:16-alpine')
    .withEnvironment({ POSTGRES_HOST_AUTH_METHOD: 'trust' })
    .withExposedPorts(5432)
    .withTmpFs({ '/var/lib/postgresql/data': 'rw' })
    .withWaitStrategy(Wait.forLogMessage('ready to accept connections', 2))
    .start();
  return {
    url: `postgresql://postgres@${container.getHost()}:${container.getMappedPort(5432)}/postgres`,
    async close() {
      await container.stop();
    },
  };
}
