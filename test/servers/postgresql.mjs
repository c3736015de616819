// A PostgreSQL server for tests: the one that DATABASE_URL names, or else one of its own on a directory that goes with it,
// from the system's packages.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from '../support/child.mjs';

const START_MS = 30_000;

/** The directory of the server's programs; null if it is not installed. */
export function findPostgresql() {
  const packaged = '/usr/lib/postgresql';
  const versions = existsSync(packaged) ? readdirSync(packaged).toSorted().toReversed() : [];
  const directories = [
    ...versions.map((version) => join(packaged, version, 'bin')),
    ...(process.env.PATH ?? '').split(delimiter),
  ];
  return (
    directories.find((directory) => PROGRAMS.every((name) => existsSync(join(directory, name)))) ??
    null
  );
}

const PROGRAMS = ['initdb', 'postgres'];

/**
 * Starts a server, or takes the one that DATABASE_URL names. Nothing is synced to the disk: it does not outlive the machine.
 *
 * @returns its URL; `stop` and `start` make it go away and come back with its data, where it is ours; `close` removes it
 * @throws Error if there is none and none is installed
 */
export async function openPostgresql() {
  const { DATABASE_URL: url } = process.env;
  if (url) return { url, isOurs: false, close: async () => undefined };
  const programs = findPostgresql();
  if (programs === null)
    throw new Error('PostgreSQL is not installed, and DATABASE_URL is not set');
  const directory = mkdtempSync(join(tmpdir(), 'runledger-postgresql-'));
  const owner = ownerOf(directory);
  const options = { ...owner, cwd: directory, stdio: ['ignore', 'ignore', 'pipe'] };
  execFileSync(
    join(programs, 'initdb'),
    [
      '--pgdata',
      directory,
      '--username',
      'postgres',
      '--auth',
      'trust',
      '--no-sync',
      '--encoding',
      'UTF8',
      '--locale',
      'C',
    ],
    options,
  );
  const port = await freePort();
  const ours = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  let server = null;

  const start = async () => {
    server = spawn(
      join(programs, 'postgres'),
      ['-D', directory, '-k', '', '-h', '127.0.0.1', '-p', String(port), ...FAST],
      options,
    );
    servers.add(server);
    let said = '';
    server.stderr.setEncoding('utf8').on('data', (text) => (said = (said + text).slice(-5_000)));
    const deadline = performance.now() + START_MS;
    while (!(await answers(ours))) {
      if (server.exitCode !== null || performance.now() > deadline) {
        server.kill('SIGKILL');
        throw new Error(`PostgreSQL did not come up:\n${said}`);
      }
      await delay(20);
    }
  };
  const stop = async () => {
    if (server === null) return;
    const exited = once(server, 'exit');
    server.kill('SIGINT'); // ends the sessions
    await exited;
    servers.delete(server);
    server = null;
  };
  await start();
  return {
    url: ours,
    isOurs: true,
    start,
    stop,
    async close() {
      await stop();
      rmSync(directory, { recursive: true });
    },
  };
}

const FAST = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=200',
].flatMap((setting) => ['-c', setting]);

/** The server does not run as root. */
function ownerOf(directory) {
  if (process.getuid() !== 0) return {};
  const idOf = (kind) => Number(execFileSync('id', [kind, 'postgres'], { encoding: 'utf8' }));
  const [uid, gid] = [idOf('-u'), idOf('-g')];
  chownSync(directory, uid, gid);
  return { uid, gid };
}

async function answers(url) {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

const servers = new Set();

process.once('exit', () => {
  for (const server of servers) server.kill('SIGQUIT');
});
