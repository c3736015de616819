import { setTimeout as delay } from 'node:timers/promises';
import { Kafka, logLevel, type Admin } from 'kafkajs';
import type { TestTopics } from '../publication.contract.js';
import { expectSame, numbered, OURS } from '../publication.fixture.js';
import type { Publication } from '../publication.js';
import { describeOnCluster } from '../../../../test/servers/kafka/brokers.fixture.js';
import { readLayout, type Layout } from './layout.js';
import { publishAll } from './publish-all.fixture.js';
import { openTestTopics, settingsOf } from './test-topics.fixture.js';

describeOnCluster('topics whose leaders change', { nodes: 3 }, (kafka) => {
  let prefix: string;
  let topics: TestTopics;
  let publication: Publication;
  let admin: Admin;
  beforeEach(async () => {
    prefix = kafka.newPrefix();
    topics = openTestTopics(settingsOf(kafka.brokers(), prefix));
    publication = await topics.open(OURS);
    admin = new Kafka({ brokers: [...kafka.brokers()], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
  });
  afterEach(async () => {
    await admin.disconnect();
    await publication.close();
    await topics.close();
  });

  it('have each record once without any fault', async () => {
    const given = numbered(5_000, 100);
    await publishAll(publication, given, () => undefined);
    expectSame(await topics.committed(5_000), given);
  });

  it('have each record once when a leader dies and comes back', async () => {
    const given = numbered(4_000, 100);
    const deaths: Promise<void>[] = [];
    const interruptions = await publishAll(publication, given, (published) => {
      if (published === 1_000) deaths.push(killLeader());
    });
    await Promise.all(deaths);
    expect(interruptions).toBeGreaterThan(0);
    expectSame(await topics.committed(4_000), given);
  });

  it('have each record once when partitions are led by others', async () => {
    const given = numbered(4_000, 100);
    const interruptions = await publishAll(publication, given, async (published) => {
      if (published % 1_000 === 500) await moveAll();
    });
    expect(interruptions).toBeGreaterThan(0);
    expectSame(await topics.committed(4_000), given);
  });

  /** That of the checkpoints: each transaction has to do with it. */
  async function killLeader(): Promise<void> {
    const id = leaderOf(await layout());
    const leader = kafka.cluster().nodes.find((node) => node.id === id);
    await leader?.kill();
    await leader?.start();
  }

  /** To the next of three nodes each: the first replica leads as soon as it can. */
  async function moveAll(): Promise<void> {
    const before = await layout();
    await admin.alterPartitionReassignments({
      topics: Object.values(before).map(({ name, partitions }) => ({
        topic: name,
        partitionAssignment: partitions.map(({ partitionId, leader }) => ({
          partition: partitionId,
          replicas: [1, 2, 3].map((n) => ((leader + n - 1) % 3) + 1),
        })),
      })),
    });
    while (leaderOf(await layout()) === leaderOf(before)) await delay(50);
  }

  const layout = (): Promise<Layout> => readLayout(admin, prefix, AbortSignal.timeout(20_000));
  const leaderOf = ({ checkpoints }: Layout): number | undefined =>
    checkpoints.partitions[0]?.leader;
});
