import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { startKafka } from '../../../../test/servers/kafka/start-kafka.mjs';

/** Brokers, with a topic prefix of its own for each test. */
export type TestBrokers = Readonly<{
  brokers: () => readonly string[];
  newPrefix: () => string;
}>;

/**
 * Describes what is so on real brokers: those that KAFKA_BROKERS names, or else as many as asked for, from Kafka's published
 * jars. Where there are none the suite is skipped, and says so.
 */
export function describeOnKafka(
  title: string,
  nodes: number,
  suite: (kafka: TestBrokers) => void,
): void {
  const { KAFKA_BROKERS: named = '' } = process.env;
  if (named === '' && !canStart()) {
    console.warn(`${title}: skipped, as there is no Kafka. KAFKA_BROKERS would run it.`);
    describe.skip(`${title} (there is no Kafka: set KAFKA_BROKERS)`, () => {
      it('is tested on a real one', () => undefined);
    });
    return;
  }
  let brokers: readonly string[] = named.split(',');
  describe(title, () => {
    let close = async (): Promise<void> => undefined;
    beforeAll(async () => {
      if (named !== '') return;
      const cluster = await startKafka({ nodes });
      brokers = cluster.brokers.split(',');
      close = cluster.close;
    });
    afterAll(() => close());
    suite({
      brokers: () => brokers,
      newPrefix: () => `t${randomBytes(6).toString('hex')}.`,
    });
  });
}

const canStart = (): boolean =>
  ['java', 'mvn'].every((program) => spawnSync(program, ['-version']).error === undefined);
