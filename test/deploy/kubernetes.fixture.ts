import { readdirSync } from 'node:fs';
import type { Deployment } from 'kubernetes-types/apps/v1.js';
import type { HorizontalPodAutoscaler } from 'kubernetes-types/autoscaling/v2.js';
import type { Container, EnvVar, Namespace, PodSpec, Secret } from 'kubernetes-types/core/v1.js';
import type { Service } from 'kubernetes-types/core/v1.js';
import type { NetworkPolicy } from 'kubernetes-types/networking/v1.js';
import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1.js';
import { documentsOf } from './yaml.fixture.js';

export type Manifest =
  | Deployment
  | HorizontalPodAutoscaler
  | Namespace
  | NetworkPolicy
  | PodDisruptionBudget
  | Secret
  | Service;

const FOLDER = 'deploy/kubernetes';
const KUSTOMIZATION = 'kustomization.yaml';

export const kustomization = (): unknown => documentsOf(`${FOLDER}/${KUSTOMIZATION}`)[0];

/** The files with objects of the cluster. */
export const manifestFiles = (): readonly string[] =>
  readdirSync(FOLDER).filter((name) => name.endsWith('.yaml') && name !== KUSTOMIZATION);

/** What stands in those files; {@link kubernetesFaults} tells whether it is what its kind says. */
export const manifests = (): readonly Manifest[] =>
  manifestFiles().flatMap((name) => documentsOf(`${FOLDER}/${name}`) as readonly Manifest[]);

/** The objects of a kind, by its name. */
export const ofKind = <Kind extends Manifest['kind']>(
  kind: Kind,
): readonly Extract<Manifest, { kind?: Kind }>[] =>
  manifests().filter(
    (manifest): manifest is Extract<Manifest, { kind?: Kind }> => manifest.kind === kind,
  );

/** A deployment with the one container of its pods. */
export type Deployed = Readonly<{
  deployment: Deployment;
  labels: Readonly<Record<string, string>>;
  pod: PodSpec;
  container: Container;
}>;

export const deployed = (): readonly Deployed[] =>
  ofKind('Deployment').map((deployment) => {
    const { metadata, spec: pod } = deployment.spec?.template ?? {};
    const [container, ...more] = pod?.containers ?? [];
    if (pod === undefined || container === undefined || more.length > 0) {
      throw new Error('a pod has one container');
    }
    return { deployment, labels: metadata?.labels ?? {}, pod, container };
  });

/** What a variable of a container holds, be it in the secret. @throws if the secret has no such key */
export function valueOf({ name, value, valueFrom }: EnvVar): string {
  if (value !== undefined) return value;
  const { name: secret, key } = valueFrom?.secretKeyRef ?? {};
  const found = ofKind('Secret').find(({ metadata }) => metadata?.name === secret);
  const held = found?.stringData?.[key ?? ''];
  if (held === undefined) throw new Error(`${name}: no secret ${secret ?? ''} holds ${key ?? ''}`);
  return held;
}
