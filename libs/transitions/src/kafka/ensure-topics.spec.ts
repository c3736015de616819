import { ConfigResourceTypes, Kafka, logLevel, type Admin } from 'kafkajs';
import { describeOnKafka } from '../../../../test/servers/kafka/brokers.fixture.js';
import { ensureTopics } from './ensure-topics.js';
import { topicName } from './layout.js';

for (const nodes of [1, 3]) {
  describeOnKafka(`the topics on ${nodes} broker(s)`, nodes, ({ brokers, newPrefix }) => {
    let admin: Admin;
    beforeAll(async () => {
      admin = new Kafka({ brokers: [...brokers()], logLevel: logLevel.NOTHING }).admin();
      await admin.connect();
    });
    afterAll(() => admin.disconnect());

    const ensure = (prefix: string): Promise<readonly string[]> =>
      ensureTopics(admin, prefix, AbortSignal.timeout(20_000));

    async function partitionsOf(topic: string): Promise<readonly (readonly number[])[]> {
      const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
      return topics.flatMap(({ partitions }) => partitions.map(({ replicas }) => replicas));
    }

    async function settingOf(topic: string, setting: string): Promise<string | undefined> {
      const { resources } = await admin.describeConfigs({
        includeSynonyms: false,
        resources: [{ type: ConfigResourceTypes.TOPIC, name: topic, configNames: [setting] }],
      });
      return resources[0]?.configEntries[0]?.configValue;
    }

    it('are created as the manifest has them', async () => {
      const prefix = newPrefix();
      expect(await ensure(prefix)).toEqual([]);
      const states = topicName(prefix, 'states');
      expect(await partitionsOf(states)).toHaveLength(12);
      const checkpoints = topicName(prefix, 'checkpoints');
      expect(await partitionsOf(checkpoints)).toHaveLength(1);
      expect(await settingOf(checkpoints, 'segment.bytes')).toBe('1048576');
      expect(await settingOf(states, 'cleanup.policy')).toBe('compact');
      expect(await settingOf(topicName(prefix, 'transitions'), 'retention.ms')).toBe('604800000');
    });

    it('have as many replicas as the cluster gives to a topic', async () => {
      const prefix = newPrefix();
      await ensure(prefix);
      const [replicas] = await partitionsOf(topicName(prefix, 'transitions'));
      expect(replicas).toHaveLength(nodes);
    });

    it('are the same when they are there already', async () => {
      const prefix = newPrefix();
      await ensure(prefix);
      expect(await ensure(prefix)).toEqual([]);
    });

    it('may be asked for by several processes at once', async () => {
      const prefix = newPrefix();
      expect(await Promise.all([ensure(prefix), ensure(prefix), ensure(prefix)])).toEqual([
        [],
        [],
        [],
      ]);
    });

    it('are left as they are where they differ, which is told', async () => {
      const prefix = newPrefix();
      const states = topicName(prefix, 'states');
      await admin.createTopics({
        waitForLeaders: false,
        topics: [{ topic: states, numPartitions: 5 }],
      });
      const differences = [
        `${states}: partitions is 5, not 12`,
        `${states}: max.message.bytes is 1048588, not 1500000`,
        `${states}: message.timestamp.type is CreateTime, not LogAppendTime`,
        `${states}: cleanup.policy is delete, not compact`,
      ];
      expect(await ensure(prefix)).toEqual(differences);
      expect(await ensure(prefix)).toEqual(differences);
      expect(await partitionsOf(topicName(prefix, 'transitions'))).toHaveLength(12);
    });
  });
}
