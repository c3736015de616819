import fc from 'fast-check';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { ReadModelUnavailable } from '../read-model.js';
import { arrayLiteral } from './array-literal.js';
import { describeOnPostgresql } from './database.fixture.js';
import type { Session } from './session.js';
import { openSession, Sessions } from './sessions.js';

const ask = async (url: string): Promise<unknown> => {
  const sessions = new Sessions(url, {});
  return sessions.use((session) => session.query('select')).finally(() => sessions.close());
};

describe('a database that cannot be reached', () => {
  let server: Server;
  afterEach(() => void server.close());
  const listen = async (): Promise<number> => {
    server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    return typeof address === 'object' ? (address?.port ?? 0) : 0;
  };

  it('is named by its setting and its place', async () => {
    const port = await listen();
    server.close();
    await once(server, 'close');
    const asked = ask(`postgres://me:secret@127.0.0.1:${port}/rows`);
    await expect(asked).rejects.toThrow(ReadModelUnavailable);
    await expect(asked).rejects.toThrow(
      `the database of DATABASE_URL, 127.0.0.1:${port}/rows: connect ECONNREFUSED`,
    );
    await expect(asked).rejects.toHaveProperty('cause.code', 'ECONNREFUSED');
    await expect(asked).rejects.not.toThrow('secret');
  });

  it('says that it does not take the password, and not which', async () => {
    const port = await listen();
    const refusal = 'SFATAL\0C28P01\0Mpassword authentication failed for user "me"\0\0';
    const length = Buffer.alloc(4);
    length.writeInt32BE(refusal.length + 4);
    server.on('connection', (socket) =>
      socket.once('data', () =>
        socket.end(Buffer.concat([Buffer.from('E'), length, Buffer.from(refusal)])),
      ),
    );
    const asked = ask(`postgres://me:secret@127.0.0.1:${port}/rows`);
    await expect(asked).rejects.toThrow(
      `DATABASE_URL, 127.0.0.1:${port}/rows: password authentication failed for user "me"`,
    );
  });

  it('has an address that is none', () => {
    server = createServer();
    const open = () => new Sessions('postgres://me:secret@[/rows', {});
    expect(open).toThrow(/^DATABASE_URL is no address of a PostgreSQL database$/);
  });
});

describeOnPostgresql('a session with PostgreSQL', ({ url, query }) => {
  let sessions: Sessions;
  beforeEach(() => (sessions = new Sessions(url(), {})));
  afterEach(() => sessions.close());

  const cut = async (session: Session): Promise<void> => {
    const { rows } = await session.query<{ pid: number }>('select pg_backend_pid() as pid');
    await query('select pg_terminate_backend($1)', [rows[0]?.pid]);
  };

  it('tells of a database that there is none of', async () => {
    const elsewhere = new URL(url());
    elsewhere.pathname = '/nowhere';
    await expect(ask(elsewhere.href)).rejects.toThrow(
      /DATABASE_URL, .*\/nowhere: database "nowhere" does not exist/,
    );
  });

  it('that was cut while it idled is replaced by the next', async () => {
    await sessions.use(cut);
    const again = () =>
      sessions.use((session) => session.query<{ n: bigint }>('select 1::bigint as n'));
    const { rows } = await again().catch(again); // the cut may be heard of only by the first
    expect(rows).toEqual([{ n: 1n }]);
  });

  it('that is cut within a transaction says that the database is away', async () => {
    const working = sessions.use((session) =>
      session.transaction('begin', async () => {
        await cut(session);
        return session.query('select');
      }),
    );
    await expect(working).rejects.toThrow(ReadModelUnavailable);
  });

  it('undoes what was done before a failure, and can be used again', async () => {
    await sessions.use(async (session) => {
      const failing = session.transaction('begin', async () => {
        await session.query('create temporary table undone (n int)');
        await session.query('select from nowhere');
      });
      await expect(failing).rejects.toThrow('nowhere');
      await expect(session.query('select from undone')).rejects.toThrow('undone');
    });
  });

  it('of its own tells when it is lost', async () => {
    let lost: (error: Error) => void = () => undefined;
    const heard = new Promise<Error>((resolve) => (lost = resolve));
    await cut(await openSession(url(), {}, (error) => lost(error)));
    expect(await heard).toBeInstanceOf(ReadModelUnavailable);
  });

  it('gives back whatever texts, numbers and ids it is given in an array', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }).filter((value) => !value.includes('\0')),
      fc.constantFrom('', '"', '\\', 'null', 'NULL', '{}', ',', ' a ', '\\"'),
    );
    const values = fc.array(fc.option(text, { nil: null }), { maxLength: 20 });
    const unnested = (array: string, type: string) =>
      sessions.use((session) =>
        session.query<{ value: unknown }>(`select unnest($1::${type}[]) as value`, [array]),
      );
    await fc.assert(
      fc.asyncProperty(values, async (given) => {
        const { rows } = await unnested(arrayLiteral(given), 'text');
        expect(rows.map(({ value }) => value)).toEqual(given);
      }),
    );
    const numbers = [0n, -1n, 2n ** 63n - 1n, null];
    const { rows } = await unnested(arrayLiteral(numbers), 'bigint');
    expect(rows.map(({ value }) => value)).toEqual(numbers);
    const bytes = Buffer.from('00112233445566778899aabbccddeeff', 'hex');
    expect((await unnested(arrayLiteral([bytes]), 'uuid')).rows).toEqual([{ value: bytes }]);
  });
});
