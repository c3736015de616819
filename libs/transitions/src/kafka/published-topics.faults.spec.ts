import { createLogger } from '@app/runtime';
import { openPublishedTopics } from '../open-published-topics.js';
import type { PublishedTopics } from '../published-topics.js';
import { describeOnCluster } from '../../../../test/servers/kafka/brokers.fixture.js';
import { PlantedTopics, type Planted } from './planted-topics.fixture.js';
import { settingsOf } from './test-topics.fixture.js';

const FOREVER = new AbortController().signal;
const COUNT = 40; // records of 100 kB in each of two partitions: more than one answer holds
const VALUE = 'x'.repeat(100_000);

const record = (nth: number, partition: number): Planted => ({
  topic: 'transitions',
  partition,
  key: String(nth),
  value: VALUE,
});

describeOnCluster(
  'published topics whose brokers die',
  { nodes: 3 },
  ({ brokers, newPrefix, cluster }) => {
    let planted: PlantedTopics;
    let topics: PublishedTopics;
    beforeAll(async () => {
      planted = await PlantedTopics.open(brokers(), newPrefix());
      for (let nth = 0; nth < COUNT; nth += 10) {
        const nths = Array.from({ length: 10 }, (_, more) => nth + more);
        await planted.commit(nths.flatMap((one) => [record(one, 0), record(one, 1)]));
      }
      const settings = settingsOf(brokers(), planted.prefix);
      topics = await openPublishedTopics(settings, createLogger('silent'));
    });
    afterAll(async () => {
      await topics.close();
      await planted.close();
    });

    it('gives each record once and in order though a leader dies meanwhile', async () => {
      const keys: string[][] = [[], []];
      const leader = await planted.leaderOf('transitions', 0);
      let count = 0;
      for await (const { partition, key } of topics.read('transitions', FOREVER)) {
        keys[partition]?.push(key);
        count += 1;
        if (count === 5) await cluster().nodes[leader - 1]?.kill();
      }
      const all = Array.from({ length: COUNT }, (_, nth) => String(nth));
      expect(keys).toEqual([all, all]);
      await cluster().nodes[leader - 1]?.start();
    });

    it('says in the end that nobody answers', async () => {
      const reading = topics.read('transitions', FOREVER)[Symbol.asyncIterator]();
      await reading.next();
      for (const node of cluster().nodes) await node.kill();
      const rest = async (): Promise<void> => {
        while ((await reading.next()).done !== true);
      };
      await expect(rest()).rejects.toMatchObject({ name: 'PublicationUnavailable' });
      await expect(topics.extents('states')).rejects.toMatchObject({
        name: 'PublicationUnavailable',
      });
    });
  },
);
