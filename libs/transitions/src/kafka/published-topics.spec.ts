import { position } from '@app/event-store';
import { createLogger } from '@app/runtime';
import { encodeCheckpoint, type Checkpoint } from '../checkpoint.js';
import { openPublishedTopics } from '../open-published-topics.js';
import type { PublishedRecord, PublishedTopics } from '../published-topics.js';
import { describeOnKafka } from '../../../../test/servers/kafka/brokers.fixture.js';
import { PlantedTopics, type Planted } from './planted-topics.fixture.js';
import { settingsOf } from './test-topics.fixture.js';

const FOREVER = new AbortController().signal;

const record = (value: string, partition = 0): Planted => ({
  topic: 'transitions',
  partition,
  key: 'key',
  value,
});

const records = (count: number, value: string, partition = 0): Planted[] =>
  Array.from({ length: count }, (_, nth) => record(`${value}${nth}`, partition));

async function allOf(read: AsyncIterable<PublishedRecord>): Promise<readonly PublishedRecord[]> {
  const all: PublishedRecord[] = [];
  for await (const one of read) all.push(one);
  return all;
}

for (const nodes of [1, 3]) {
  describeOnKafka(`published topics on ${nodes} brokers`, nodes, ({ brokers, newPrefix }) => {
    let planted: PlantedTopics;
    let topics: PublishedTopics;
    beforeEach(async () => {
      planted = await PlantedTopics.open(brokers(), newPrefix());
      const settings = settingsOf(brokers(), planted.prefix);
      topics = await openPublishedTopics(settings, createLogger('silent'));
    });
    afterEach(async () => {
      await topics.close();
      await planted.close();
    });
    const read = async (): Promise<readonly (string | null)[]> =>
      (await allOf(topics.read('transitions', FOREVER))).map(({ value }) => value);
    const tails = async (): Promise<readonly (string | null)[]> =>
      (await topics.tails('transitions', FOREVER)).map(({ value }) => value);

    it('gives a record as it stands there', async () => {
      const headers = { ce_id: 'ä', traceparent: '00-1' };
      const planting = { topic: 'states', partition: 3, key: 'kéy', value: null, headers } as const;
      await planted.commit([planting]);
      expect(await allOf(topics.read('states', FOREVER))).toEqual([{ ...planting, offset: 0n }]);
    });

    it('finds nothing in an empty topic', async () => {
      expect(await read()).toEqual([]);
      expect(await tails()).toEqual([]);
      expect(await topics.checkpoint(FOREVER)).toBeNull();
    });

    it('reads to the end where that is the marker of a commit', async () => {
      await planted.commit([record('a'), record('b')]);
      expect(await read()).toEqual(['a', 'b']);
      expect(await tails()).toEqual(['b']);
    });

    it('reads to the end where that is aborted', async () => {
      await planted.commit([record('a')]);
      await planted.abort([record('b'), record('c')]);
      expect(await read()).toEqual(['a']);
      expect(await tails()).toEqual(['a']);
    });

    it('finds nothing where all is aborted', async () => {
      await planted.abort([record('a'), record('b', 1)]);
      expect(await read()).toEqual([]);
      expect(await tails()).toEqual([]);
    });

    it('reads to the end where the last has no marker', async () => {
      await planted.abort([record('a')]);
      await planted.send([record('b')]);
      expect(await read()).toEqual(['b']);
    });

    it('finds the last record of a partition behind many that were aborted', async () => {
      await planted.commit([record('a'), record('b', 1)]);
      await planted.abort(records(150, 'c'));
      expect(await tails()).toEqual(['b', 'a']);
    });

    it('keeps the order of each partition, and gives each record once', async () => {
      for (const part of ['a', 'b', 'c']) {
        await planted.commit([...records(20, part, 2), ...records(20, part, 7)]);
        await planted.abort(records(3, 'x', 7));
      }
      const found = await allOf(topics.read('transitions', FOREVER));
      const wanted = ['a', 'b', 'c'].flatMap((part) => records(20, part)).map((one) => one.value);
      for (const partition of [2, 7]) {
        const there = found.filter((one) => one.partition === partition);
        expect(there.map(({ value }) => value)).toEqual(wanted);
      }
    });

    it('does not wait for a transaction that is open', async () => {
      await planted.commit([record('a')]);
      const commit = await planted.leaveOpen([record('b')]);
      expect(await read()).toEqual(['a']);
      await commit();
    });

    it('ends where the topic ended when the reading began', async () => {
      await planted.commit([record('a')]);
      const found: (string | null)[] = [];
      for await (const { value } of topics.read('transitions', FOREVER)) {
        found.push(value);
        await planted.commit([record('b'), record('c', 1)]);
      }
      expect(found).toEqual(['a']);
    });

    it('tells where each partition begins and ends, markers included', async () => {
      await planted.commit([record('a', 1), record('b', 1)]);
      const extents = await topics.extents('transitions');
      expect(extents).toHaveLength(12);
      expect(extents.slice(0, 2)).toEqual([
        { partition: 0, first: 0n, end: 0n },
        { partition: 1, first: 0n, end: 3n },
      ]);
    });

    it('begins where retention has left off', async () => {
      await planted.commit(records(5, 'a'));
      await planted.dropBefore('transitions', 0, '3');
      expect(await read()).toEqual(['a3', 'a4']);
      expect((await topics.extents('transitions'))[0]).toMatchObject({ first: 3n });
    });

    it('finds the newest checkpoint, whatever was written after it', async () => {
      const checkpoint = (at: bigint): Checkpoint => ({
        ledgerId: 'ledger',
        logId: 'log',
        position: position(at),
      });
      const planting = (at: bigint): Planted => ({
        topic: 'checkpoints',
        key: 'ledger',
        value: encodeCheckpoint(checkpoint(at)),
      });
      await planted.commit([planting(5n)]);
      await planted.commit([planting(7n)]);
      await planted.abort([planting(9n)]);
      await planted.commit([{ topic: 'checkpoints', key: 'barrier.1', value: null }]);
      expect(await topics.checkpoint(FOREVER)).toEqual(checkpoint(7n));
    });

    it('ends at once when it is told to', async () => {
      await planted.commit(records(3, 'a'));
      const ending = new AbortController();
      const reading = topics.read('transitions', ending.signal)[Symbol.asyncIterator]();
      expect((await reading.next()).value).toMatchObject({ value: 'a0' });
      ending.abort(new Error('enough'));
      await expect(allOf({ [Symbol.asyncIterator]: () => reading })).rejects.toThrow('enough');
      await expect(allOf(topics.read('transitions', ending.signal))).rejects.toThrow('enough');
    });

    it('leaves no group behind', async () => {
      await planted.commit([record('a')]);
      await read();
      for await (const { value } of topics.read('transitions', FOREVER)) {
        expect(value).toBe('a');
        break;
      }
      await topics.close();
      expect(await planted.readers()).toEqual([]);
    });

    it('says which topic is not there', async () => {
      const settings = settingsOf(brokers(), newPrefix());
      const none = await openPublishedTopics(settings, createLogger('silent'));
      await expect(none.extents('states')).rejects.toMatchObject({
        name: 'PublicationUnavailable',
        message: `there is no topic ${settings.kafkaTopicPrefix}task-run.state.v1`,
      });
      await none.close();
    });
  });
}
