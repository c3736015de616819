import { Client, Pool, TypeOverrides, type ClientConfig } from 'pg';
import { uuidBytes } from '../queries/uuid.js';
import { Session } from './session.js';
import { unavailable } from './unavailable.js';

/** Settings of the server for one session. */
export type SessionSettings = Readonly<Record<string, string | number>>;

const MOST_SESSIONS = 10;
const CONNECT_TIMEOUT = 5_000; // ms
const STATEMENT_TIMEOUT = 30_000; // ms; a page of a million runs takes less than one second

/** Sessions with a database, opened as they are needed and kept for the next. */
export class Sessions {
  private readonly pool: Pool;
  private readonly place: string;

  constructor(url: string, settings: SessionSettings) {
    const config = configOf(url, settings, STATEMENT_TIMEOUT);
    this.place = placeOf(config);
    this.pool = new Pool({ ...config, max: MOST_SESSIONS });
    this.pool.on('error', leftToTheNextQuery);
    this.pool.on('connect', (client) => client.on('error', leftToTheNextQuery));
  }

  /** @throws ReadModelUnavailable */
  async use<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const client = await this.pool.connect().catch((error: unknown) => {
      throw unavailable(error, this.place);
    });
    const session = new Session(client, this.place, (broken) => client.release(broken));
    try {
      return await work(session);
    } finally {
      await session.release();
    }
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}

/**
 * Opens a session of its own, which holds locks until it is released.
 *
 * @param onLost hears that the connection has ended, also when it was released
 * @param patience ms, for the answer to a statement
 * @throws ReadModelUnavailable
 */
export async function openSession(
  url: string,
  settings: SessionSettings,
  onLost: (error: Error) => void = leftToTheNextQuery,
  patience = STATEMENT_TIMEOUT,
): Promise<Session> {
  const config = configOf(url, settings, patience);
  const place = placeOf(config);
  const client = new Client(config);
  client.on('error', (error) => onLost(unavailable(error, place)));
  client.on('end', () => onLost(unavailable(new Error('the session has ended'), place)));
  try {
    await client.connect();
  } catch (error) {
    throw unavailable(error, place);
  }
  return new Session(client, place, () => client.end());
}

/** Of a connection that dies while nobody asks it anything: its next query fails, or the pool opens another. */
const leftToTheNextQuery = (): void => undefined;

const configOf = (url: string, settings: SessionSettings, patience: number): ClientConfig => ({
  connectionString: url,
  application_name: 'runledger',
  types: TYPES,
  keepAlive: true,
  connectionTimeoutMillis: CONNECT_TIMEOUT,
  query_timeout: patience + CONNECT_TIMEOUT, // where the server does not even say that it gave up
  options: Object.entries({ ...SETTINGS, ...settings, statement_timeout: patience })
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(' '),
});

/** Planning is for an indexed million on a disk without arms; what a dead host holds is free within ten seconds. */
const SETTINGS: SessionSettings = {
  jit: 'off',
  random_page_cost: 1.1,
  idle_in_transaction_session_timeout: STATEMENT_TIMEOUT,
  tcp_keepalives_idle: 3,
  tcp_keepalives_interval: 2,
  tcp_keepalives_count: 3,
  tcp_user_timeout: 9_000,
};

const INT8 = 20;
const UUID = 2950;

/** Whole numbers are read as bigints, ids as their bytes. */
const TYPES = new TypeOverrides();
TYPES.setTypeParser(INT8, BigInt);
TYPES.setTypeParser(UUID, uuidBytes);

/** Host, port and database. @throws Error if the url is none, without saying it */
function placeOf(config: ClientConfig): string {
  try {
    const { host, port, database = '' } = new Client(config);
    return `${host}:${port}/${database}`;
  } catch {
    throw new Error('DATABASE_URL is no address of a PostgreSQL database');
  }
}
