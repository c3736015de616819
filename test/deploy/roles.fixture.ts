import { readFileSync } from 'node:fs';
import { composeFileWith } from './compose.fixture.js';
import { deployed, valueOf } from './kubernetes.fixture.js';

/** A process of ours as a file of `deploy/` runs it. */
export type Role = Readonly<{
  where: string;
  image: string | null; // null: it is the image
  command: readonly string[];
  environment: Readonly<Record<string, string>>;
  probes: readonly string[]; // paths that are asked whether it is well
  graceSeconds: number | null; // from SIGTERM to SIGKILL; null: whoever runs it decides
}>;

/** An image of a version, not of whatever is newest. */
export const PINNED = /^[\w./-]+:[\w.-]*\d+\.\d+[\w.-]*$/;

export const roles = (): readonly Role[] => [
  roleOfImage(readFileSync('deploy/Dockerfile', 'utf8')),
  ...rolesOfCompose(),
  ...rolesOfKubernetes(),
];

function roleOfImage(dockerfile: string): Role {
  const environment = /^ENV (.*)$/m.exec(dockerfile)?.[1] ?? '';
  const command = /^CMD (\[.*\])$/m.exec(dockerfile)?.[1] ?? '[]';
  return {
    where: 'Dockerfile',
    image: null,
    command: JSON.parse(command) as string[],
    environment: Object.fromEntries(
      [...environment.matchAll(/(\w+)=(\S+)/g)].map(([, name = '', value = '']) => [name, value]),
    ),
    probes: pathsIn(/^HEALTHCHECK(?:\\\n|.)*$/m.exec(dockerfile)?.[0] ?? ''),
    graceSeconds: null,
  };
}

function rolesOfCompose(): readonly Role[] {
  const variables = { POSTGRES_PASSWORD: 'secret', RUNLEDGER_AUTH: 'user:secret' };
  return Object.entries(composeFileWith(variables).services)
    .filter(([, { image }]) => image.startsWith('runledger:'))
    .map(([name, { image, command, environment, healthcheck, stop_grace_period }]) => ({
      where: `compose.yaml: ${name}`,
      image,
      command: command ?? [],
      environment: environment ?? {},
      probes: pathsIn(healthcheck?.test.join(' ') ?? ''),
      graceSeconds: Number(/^(\d+)s$/.exec(stop_grace_period ?? '')?.[1]),
    }));
}

function rolesOfKubernetes(): readonly Role[] {
  return deployed().map(({ pod, container }) => ({
    where: `kubernetes: ${container.name}`,
    image: container.image ?? '',
    command: container.command ?? [],
    environment: Object.fromEntries((container.env ?? []).map((one) => [one.name, valueOf(one)])),
    probes: [container.startupProbe, container.livenessProbe, container.readinessProbe].map(
      (probe) => probe?.httpGet?.path ?? 'none',
    ),
    graceSeconds: pod.terminationGracePeriodSeconds ?? Number.NaN,
  }));
}

/** The paths of the URLs in a command. */
const pathsIn = (text: string): readonly string[] =>
  [...text.matchAll(/http:\/\/127\.0\.0\.1:[^/]+(\/[\w/]*)/g)].map(([, path]) => path ?? '');
