import { setTimeout as delay } from 'node:timers/promises';
import { createLogger } from '@app/runtime';
import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { PublicationInterrupted, PublicationUnavailable } from '../errors.js';
import type { FaultProxy } from '../../../../test/servers/fault-proxy.mjs';
import { openPublication } from '../open-publication.js';
import type { TestTopics } from '../publication.contract.js';
import { checkpoint, expectSame, numbered, OURS, record } from '../publication.fixture.js';
import type { HeldPublication, Publication } from '../publication.js';
import { describeOnCluster } from '../../../../test/servers/kafka/brokers.fixture.js';
import { Committed } from './committed.fixture.js';
import { publishAll } from './publish-all.fixture.js';
import { openTestTopics, settingsOf } from './test-topics.fixture.js';

const PRODUCE = 0;
const ADD_PARTITIONS = 24;
const END_TRANSACTION = 26;

describeOnCluster('topics in Kafka that have faults', { proxied: true }, (kafka) => {
  let prefix: string;
  let topics: TestTopics;
  let publication: Publication;
  beforeEach(async () => {
    prefix = kafka.newPrefix();
    topics = openTestTopics(settingsOf(kafka.brokers(), prefix));
    publication = await topics.open(OURS);
  });
  afterEach(async () => {
    proxy().pass();
    await proxy().accept();
    await publication.close();
    await topics.close();
  });

  function proxy(): FaultProxy {
    const faulty = kafka.cluster().nodes[0]?.proxy;
    if (faulty == null) throw new Error('there is no proxy');
    return faulty;
  }
  const take = (): Promise<HeldPublication> => publication.take(new AbortController().signal);
  const direct = (): Kafka =>
    new Kafka({ brokers: kafka.cluster().direct.split(','), logLevel: logLevel.NOTHING });

  /** Has a fault hit the next request of a kind, or the one so many later. */
  function hit(kind: number, fault: 'cutBeforeRequest' | 'cutAfterRequest', later = 0): void {
    let left = later;
    const watch = (apiKey: number): void => {
      if (apiKey !== kind || left-- > 0) return;
      kafka.cluster().requests.off('one', watch);
      proxy()[fault]();
    };
    kafka.cluster().requests.on('one', watch);
  }

  it.each([
    ['the first partition', ADD_PARTITIONS, 'cutBeforeRequest', 0],
    ['the answer to the first partition', ADD_PARTITIONS, 'cutAfterRequest', 0],
    ['the checkpoint', PRODUCE, 'cutBeforeRequest', 0],
    ['the answer to the checkpoint', PRODUCE, 'cutAfterRequest', 0],
    ['the records', PRODUCE, 'cutBeforeRequest', 1],
    ['the answer to the records', PRODUCE, 'cutAfterRequest', 1],
    ['the commit', END_TRANSACTION, 'cutBeforeRequest', 0],
    ['the answer to the commit', END_TRANSACTION, 'cutAfterRequest', 0],
  ] as const)('have each record once when %s is lost', async (_, kind, fault, later) => {
    const given = numbered(300, 20);
    const interruptions = await publishAll(publication, given, (published) => {
      if (published === 100) hit(kind, fault, later);
    });
    expect(interruptions).toBeGreaterThan(0);
    expectSame(await topics.committed(300), given);
  });

  it('show nothing of a transaction in which a send failed', async () => {
    const held = await take();
    const tooLarge = record({ value: 'x'.repeat(1_600_000) });
    const failed = held.publish([...numbered(10, 2), tooLarge], checkpoint(1));
    await expect(failed).rejects.toBeInstanceOf(PublicationInterrupted);
    const again = await take();
    expect(again.checkpoints).toEqual([]);
    const given = numbered(4, 2);
    await again.publish(given, checkpoint(2));
    expectSame(await topics.committed(4), given);
    await again.release();
  });

  it('show nothing of what a dead holder left open, from the next take on', async () => {
    const dead = direct().producer({
      transactionalId: `${prefix}runledger.publisher.${OURS}`,
      createPartitioner: Partitioners.DefaultPartitioner,
      maxInFlightRequests: 1,
    });
    await dead.connect();
    const transaction = await dead.transaction();
    await transaction.send({
      topic: `${prefix}task-run.transitions.v1`,
      messages: numbered(10, 5).map(({ key, value }) => ({ key, value })),
    });
    const given = numbered(30, 5);
    await publishAll(publication, given, () => undefined);
    expectSame(await topics.committed(30), given);
    await expect(transaction.commit()).rejects.toMatchObject({ type: 'INVALID_PRODUCER_EPOCH' });
    await dead.disconnect();
  });

  it('are given up in time when a broker does not answer, and readers go on without us', async () => {
    const held = await take();
    await held.publish([record({})], checkpoint(1));
    const begun = performance.now();
    kafka.cluster().requests.on('one', (apiKey) => {
      if (apiKey === END_TRANSACTION) proxy().stall(60_000);
    });
    const stalled = held.publish([record({})], checkpoint(2));
    await expect(stalled).rejects.toBeInstanceOf(PublicationInterrupted);
    expect(performance.now() - begun).toBeLessThan(17_000);
    kafka.cluster().requests.removeAllListeners('one');

    const producer = direct().producer({ createPartitioner: Partitioners.DefaultPartitioner });
    await producer.connect();
    const { key } = record({});
    await producer.send({
      topic: `${prefix}task-run.transitions.v1`,
      messages: [{ key, value: 'later' }],
    });
    await producer.disconnect();
    const reader = await Committed.open(kafka.cluster().direct.split(','), prefix);
    expect((await reader.atLeast(2)).map(({ value }) => value)).toEqual(['{}', 'later']);
    expect(performance.now() - begun).toBeLessThan(30_000);
    await reader.close();

    proxy().pass();
    expect((await take()).checkpoints).toEqual([checkpoint(1)]);
  });

  it('are away while nobody lets us in, and there again afterwards', async () => {
    await proxy().refuse();
    await expect(publication.activity()).rejects.toBeInstanceOf(PublicationUnavailable);
    const wanted = new AbortController();
    const taken = publication.take(wanted.signal);
    const opened = topics.open(OURS);
    await expect(opened).rejects.toThrow(/^KAFKA_BROKERS: 127.0.0.1:\d+ refuses the connection$/);
    wanted.abort(new Error('no longer wanted'));
    await expect(taken).rejects.toThrow('no longer wanted');
    await proxy().accept();
    await publication.activity();
    await (await take()).publish([], checkpoint(1));
  });

  it('are taken by who waits until they are there again', async () => {
    await proxy().refuse();
    const taken = take();
    await delay(1_500); // longer than some attempts take
    await proxy().accept();
    await (await taken).publish([], checkpoint(1));
  });

  it('survive the restart of the broker', async () => {
    const given = numbered(400, 20);
    const [node] = kafka.cluster().nodes;
    await publishAll(publication, given, (published) => {
      if (published === 200) void node?.kill().then(() => node.start());
    });
    expectSame(await topics.committed(400), given);
    await publication.activity();
  });

  it('leave no group of readers behind', async () => {
    await (await take()).release();
    const admin = direct().admin();
    await admin.connect();
    const { groups } = await admin.listGroups();
    await admin.disconnect();
    expect(groups.filter(({ groupId }) => groupId.startsWith(prefix))).toEqual([]);
  });

  it('are nothing to warn of as long as all goes well', async () => {
    let logged = '';
    const logger = createLogger('warn', { write: (line) => (logged += line) });
    const quiet = await openPublication(settingsOf(kafka.brokers(), prefix), OURS, logger);
    await publishAll(quiet, numbered(1_000, 20), () => undefined);
    await quiet.close();
    expect(logged).toBe('');
  });
});
