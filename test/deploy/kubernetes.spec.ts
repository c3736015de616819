import { kubernetesFaults } from './kubernetes-faults.fixture.js';
import {
  deployed,
  kustomization,
  manifestFiles,
  manifests,
  ofKind,
  type Manifest,
} from './kubernetes.fixture.js';
import { PINNED } from './roles.fixture.js';

describe('the manifests', () => {
  const named = manifests().map((manifest) => [titleOf(manifest), manifest] as const);

  it.each(named)('have a %s that Kubernetes takes', (_, manifest) => {
    expect(kubernetesFaults(manifest)).toEqual([]);
  });

  it.each([
    ['a field that there is none', { replica: 2 }, /"replica"' does not exist in type/],
    ['a field of another type', { replicas: '2' }, /not assignable to type 'number'/],
    ['a field that is empty', { selector: null }, /not assignable to type 'LabelSelector'/],
    [
      'a field deep inside',
      { template: { spec: { hostPort: 1, containers: [] } } },
      /"hostPort"' does not exist in type/,
    ],
    ['a field missing', { template: { spec: {} } }, /'containers' is missing/],
  ])('would be refused with %s', (_, planted, fault) => {
    const [deployment] = ofKind('Deployment');
    const spec = { ...deployment?.spec, ...planted };
    expect(kubernetesFaults({ ...deployment, spec }).join('\n')).toMatch(fault);
  });

  it.each([
    ['no kind', { apiVersion: 'v1' }, /no kind/],
    ['a kind of another group', { apiVersion: 'v1', kind: 'Deployment' }, /no exported member/],
    ['a group that there is none', { apiVersion: 'app/v1', kind: 'Deployment' }, /Cannot find/],
  ])('would be refused with %s', (_, object, fault) => {
    expect(kubernetesFaults(object).join('\n')).toMatch(fault);
  });

  it('are applied together, but for the secret that stands as an example', () => {
    expect(kustomization()).toEqual({
      apiVersion: 'kustomize.config.k8s.io/v1beta1',
      kind: 'Kustomization',
      namespace: 'runledger',
      resources: manifestFiles().filter((name) => name !== 'secret.example.yaml'),
    });
    expect(ofKind('Namespace').map(({ metadata }) => metadata?.name)).toEqual(['runledger']);
    expect(ofKind('Secret').map(({ metadata }) => metadata?.namespace)).toEqual(['runledger']);
  });

  it('point at pods that there are', () => {
    const selectors = [
      ...ofKind('Deployment').map(({ spec }) => spec?.selector.matchLabels),
      ...ofKind('PodDisruptionBudget').map(({ spec }) => spec?.selector?.matchLabels),
      ...ofKind('NetworkPolicy').map(({ spec }) => spec?.podSelector.matchLabels),
      ...ofKind('Service').map(({ spec }) => spec?.selector),
    ];
    for (const selector of selectors) {
      const selected = deployed().filter(({ labels }) => isWithin(labels, selector ?? {}));
      expect(Object.keys(selector ?? {})).not.toEqual([]);
      expect(selected).not.toEqual([]);
    }
    const budgets = ofKind('PodDisruptionBudget').map(({ metadata }) => metadata?.name);
    expect(budgets).toEqual(ofKind('Deployment').map(({ metadata }) => metadata?.name));
  });

  it('leave the number of pods to the autoscaler where there is one', () => {
    const scaled = ofKind('HorizontalPodAutoscaler').map(({ spec }) => spec?.scaleTargetRef.name);
    const fixed = deployed().filter(({ deployment }) => deployment.spec?.replicas !== undefined);
    expect(scaled).toEqual(['runledger-api']);
    expect(fixed.map(({ container }) => container.name)).toEqual(['projector', 'publisher']);
  });
});

describe.each(deployed().map((one) => [one.container.name, one] as const))(
  'the pod of the %s',
  (_, { deployment, labels, pod, container }) => {
    it('keeps to the restricted standard, on a root that it cannot write', () => {
      expect(pod.securityContext).toMatchObject({
        runAsNonRoot: true,
        runAsUser: expect.any(Number),
        seccompProfile: { type: 'RuntimeDefault' },
      });
      expect(container.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        capabilities: { drop: ['ALL'] },
      });
      expect(pod.automountServiceAccountToken).toBe(false);
    });

    it('is told of no other services, as their variables would be unknown settings', () => {
      expect(pod.enableServiceLinks).toBe(false);
    });

    it('says what it needs and the most that it takes', () => {
      const amounts = { cpu: expect.any(String), memory: expect.any(String) };
      expect(container.resources).toEqual({ requests: amounts, limits: amounts });
    });

    it('is of a pinned image', () => {
      expect(container.image).toMatch(PINNED);
    });

    it('is asked at a port that it has', () => {
      const ports = (container.ports ?? []).map(({ name }) => name);
      const { startupProbe, livenessProbe, readinessProbe } = container;
      for (const probe of [startupProbe, livenessProbe, readinessProbe]) {
        expect(ports).toContain(probe?.httpGet?.port);
      }
      expect(readinessProbe?.httpGet?.path).toBe('/api/ready');
      expect(livenessProbe?.httpGet?.path).toBe('/api/health');
    });

    it('is replaced before it goes, and spread', () => {
      expect(deployment.spec?.strategy?.rollingUpdate?.maxUnavailable).toBe(0);
      for (const { labelSelector } of pod.topologySpreadConstraints ?? []) {
        expect(labelSelector?.matchLabels).toEqual(labels);
      }
      expect(pod.topologySpreadConstraints).toHaveLength(2);
    });
  },
);

function titleOf({ kind, metadata }: Manifest): string {
  return `${kind ?? ''} ${metadata?.name ?? ''}`;
}

const isWithin = (
  labels: Readonly<Record<string, string>>,
  selector: Readonly<Record<string, string>>,
): boolean => Object.entries(selector).every(([name, value]) => labels[name] === value);
