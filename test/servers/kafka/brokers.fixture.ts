import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { hasDocker } from '../has-docker.mjs';
import { startKafka, type KafkaCluster } from './start-kafka.mjs';
import { startKafkaContainer } from './kafka-container.fixture.js';

/** Brokers, with a topic prefix of its own for each test. */
export type TestBrokers = Readonly<{
  brokers: () => readonly string[];
  newPrefix: () => string;
}>;

type Started = Readonly<{ brokers: readonly string[]; close: () => Promise<void> }>;

/**
 * Describes what is so on real brokers. One is that of KAFKA_BROKERS, or else in a container, or else from Kafka's
 * published jars; several are from the jars. Where there are none the suite is skipped, and says so.
 */
export function describeOnKafka(
  title: string,
  nodes: number,
  suite: (kafka: TestBrokers) => void,
): void {
  if (nodes === 1 && startOther !== null) describeStarted(title, startOther, suite);
  else describeOnCluster(title, { nodes }, suite);
}

/** Describes what is so on brokers of its own, which it may kill: from Kafka's published jars, or skipped. */
export function describeOnCluster(
  title: string,
  options: Parameters<typeof startKafka>[0],
  suite: (kafka: TestBrokers & Readonly<{ cluster: () => KafkaCluster }>) => void,
): void {
  if (!canStart) {
    skipAloud(title, 'Java and Maven; for one broker, KAFKA_BROKERS or a container engine will do');
    return;
  }
  let cluster: KafkaCluster;
  const start = async (): Promise<Started> => {
    cluster = await startKafka(options);
    return { brokers: cluster.brokers.split(','), close: () => cluster.close() };
  };
  describeStarted(title, start, (kafka) => suite({ ...kafka, cluster: () => cluster }));
}

function describeStarted(
  title: string,
  start: () => Promise<Started>,
  suite: (kafka: TestBrokers) => void,
): void {
  describe(title, () => {
    let started: Started;
    beforeAll(async () => {
      started = await start();
    });
    afterAll(() => started.close());
    suite({
      brokers: () => started.brokers,
      newPrefix: () => `t${randomBytes(6).toString('hex')}.`,
    });
  });
}

function skipAloud(title: string, wants: string): void {
  console.warn(`${title}: skipped, as there is no Kafka. It wants ${wants}.`);
  describe.skip(`${title} (wants ${wants})`, () => {
    it('is tested on a real one', () => undefined);
  });
}

const canStart = ['java', 'mvn'].every(
  (program) => spawnSync(program, ['-version']).error === undefined,
);

const startOther = await howToStartOther();

async function howToStartOther(): Promise<(() => Promise<Started>) | null> {
  const { KAFKA_BROKERS: named = '' } = process.env;
  if (named !== '') {
    return () => Promise.resolve({ brokers: named.split(','), close: () => Promise.resolve() });
  }
  return (await hasDocker()) ? startKafkaContainer : null;
}
