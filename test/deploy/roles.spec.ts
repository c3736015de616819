import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import ts from 'typescript';
import { createMetrics, createReadiness, readConfiguration, serveProbes } from '@app/runtime';
import { openServer } from '../../apps/api/src/server/server.fixture.js';
import { SETTINGS } from '../../libs/runtime/src/settings.js';
import { PINNED, roles, type Role } from './roles.fixture.js';

const NODES_OWN = 'NODE_ENV';

/** What the process of a role does not start without. */
const DEMANDS: Readonly<Record<string, readonly string[]>> = {
  api: ['EVENTSTORE_URL', 'DATABASE_URL'],
  projector: ['EVENTSTORE_URL', 'DATABASE_URL'],
  publisher: ['EVENTSTORE_URL', 'KAFKA_BROKERS'],
};

const table = roles().map((role) => [role.where, role] as const);

it('an image of ours runs the roles that there are', () => {
  expect(table.map(([where]) => where)).toEqual([
    'Dockerfile',
    'compose.yaml: api',
    'compose.yaml: projector',
    'compose.yaml: publisher',
    'kubernetes: api',
    'kubernetes: projector',
    'kubernetes: publisher',
  ]);
});

describe.each(table)('%s', (_, role) => {
  it('runs a file that the build makes', () => {
    expect(role.command).toEqual(['node', expect.any(String)]);
    expect(builtFiles()).toContain(role.command[1]);
  });

  it('sets what are settings, to what they may say', () => {
    const settings = [...Object.values(SETTINGS).map(({ variable }) => variable), NODES_OWN];
    expect(settings).toEqual(expect.arrayContaining(Object.keys(role.environment)));
    expect(() => readConfiguration(role.environment)).not.toThrow();
  });

  it('is asked how it is at routes that it has', async () => {
    expect(role.probes).not.toEqual([]);
    expect(await statusesOf(role)).toEqual(role.probes.map(() => 200));
  });

  it('is of the version of the package', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect([`runledger:${version}`, null]).toContain(role.image);
  });

  it('is given more time to end than it takes', () => {
    expect(role.graceSeconds ?? Infinity).toBeGreaterThan(graceOfProcess());
  });
});

it.each(['compose.yaml', 'kubernetes'])('the roles of %s share a ledger and its rows', (place) => {
  const told = roles().filter(({ where }) => where.startsWith(place));
  const valuesOf = (variable: string): ReadonlySet<string> =>
    new Set(told.flatMap(({ environment: { [variable]: value } }) => value ?? []));
  for (const shared of ['EVENTSTORE_URL', 'EVENTSTORE_NAMESPACE', 'DATABASE_URL']) {
    expect([shared, valuesOf(shared).size]).toEqual([shared, 1]);
  }
});

it.each(table.filter(([where]) => where !== 'Dockerfile'))(
  '%s is told all that it demands',
  (_, role) => {
    const [, name = ''] = /apps\/(\w+)\//.exec(role.command[1] ?? '') ?? [];
    expect(Object.keys(role.environment)).toEqual(expect.arrayContaining(DEMANDS[name] ?? ['?']));
  },
);

describe('the image', () => {
  it('stands on one that is pinned', () => {
    const dockerfile = readFileSync('deploy/Dockerfile', 'utf8');
    expect(/^ARG NODE=(.*)$/m.exec(dockerfile)?.[1]).toMatch(PINNED);
    const bases = [...dockerfile.matchAll(/^FROM (\S+)/gm)].map(([, base]) => base);
    expect(new Set(bases)).toEqual(new Set(['$NODE']));
  });

  it('does not run as root', () => {
    expect(readFileSync('deploy/Dockerfile', 'utf8')).toMatch(/^USER node$/m);
  });
});

/** What the build writes, from the root of the project. */
function builtFiles(): readonly string[] {
  const config = 'apps/standalone/tsconfig.app.json';
  const parsed = ts.getParsedCommandLineOfConfigFile(config, undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
      throw new Error(ts.flattenDiagnosticMessageText(messageText, '\n'));
    },
  });
  if (parsed === undefined) throw new Error(`${config} cannot be read`);
  return parsed.fileNames
    .flatMap((name) => ts.getOutputFileNames(parsed, name, false))
    .map((name) => relative('.', name));
}

/** What the role answers to its probes: the api from its own server, projector and publisher as every process without routes. */
async function statusesOf({ command, probes }: Role): Promise<readonly number[]> {
  const [url, close] = await (/\/(projector|publisher)\//.test(command[1] ?? '')
    ? probesAlone()
    : apiServer());
  try {
    return await Promise.all(probes.map(async (path) => (await fetch(url + path)).status));
  } finally {
    await close();
  }
}

type Serving = readonly [url: string, close: () => Promise<void>];

async function apiServer(): Promise<Serving> {
  const { app } = await openServer({ auth: { user: 'user', password: 'secret' } });
  return [await app.getUrl(), () => app.close()];
}

async function probesAlone(): Promise<Serving> {
  const parts = { readiness: createReadiness(), metrics: createMetrics() };
  const { url, close } = await serveProbes(parts, { port: 0, host: '127.0.0.1' });
  return [url, close];
}

/** Seconds that a process may take to end. */
function graceOfProcess(): number {
  const source = readFileSync('libs/runtime/src/main.ts', 'utf8');
  const written = /^const GRACE = ([\d_]+); \/\/ ms$/m.exec(source)?.[1];
  if (written === undefined) throw new Error('GRACE is not where it was');
  return Number(written.replaceAll('_', '')) / 1000;
}
