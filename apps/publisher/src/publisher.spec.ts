import { NO_STREAM, StoreUnavailable, type EventStore } from '@app/event-store';
import { PublicationInterrupted, PublicationUnavailable, type Publication } from '@app/transitions';
import { describeOnKafka } from '../../../test/servers/kafka/brokers.fixture.js';
import { House, type Publishing } from './house.fixture.js';

describeOnKafka('the publisher', 1, (kafka) => {
  let house: House;
  beforeEach(async () => {
    house = await House.open(kafka.brokers(), kafka.newPrefix());
  });
  afterEach(() => house.close());

  it('publishes each transition of a growing log once, in the order of each run', async () => {
    await house.live(300);
    const publishing = house.publish();
    for (let n = 0; n < 10; n += 1) await house.live(10);
    await publishing.reaches(house.log.head);
    expect(await house.differences()).toEqual([]);
    expect((await house.shown('transitions')).size).toBe(400);
  });

  it('goes on where it ended', async () => {
    for (let n = 0; n < 3; n += 1) {
      await house.live(20);
      const publishing = house.publish();
      await publishing.reaches(house.log.head);
      await publishing.end();
    }
    expect(await house.differences()).toEqual([]);
  });

  it('ends the transaction at hand, and repeats nothing of it', async () => {
    await house.live(500);
    const first = house.publish();
    await first.tells(({ kind }) => kind === 'published');
    await first.end();
    const second = house.publish();
    await second.reaches(house.log.head);
    expect(await house.differences()).toEqual([]);
    expect(recordsOf(first)).toBeLessThan(recordsOf(second));
  });

  it('publishes again what was interrupted, and not what became visible all the same', async () => {
    let calls = 0;
    const openPublication = interrupting(await house.openPublication(), () => (calls += 1));
    const publishing = house.publish({ openPublication });
    for (let n = 0; n < 8; n += 1) {
      await house.live(5);
      await publishing.reaches(house.log.head);
    }
    expect(await house.differences()).toEqual([]);
    expect(publishing.news.filter(({ kind }) => kind === 'interrupted')).toHaveLength(4);
  });

  it('waits for a Kafka that is away, and for a log', async () => {
    await house.live(20);
    let opened = 0;
    const openPublication = (): Promise<Publication> =>
      (opened += 1) < 3
        ? Promise.reject(new PublicationUnavailable('the brokers are away'))
        : house.openPublication();
    const log = breakingOff(house.log, 40);
    const publishing = house.publish({ openPublication, log });
    await publishing.reaches(house.log.head);
    await publishing.tells((one) => one.kind === 'failing' && one.reason === null);
    expect(await house.differences()).toEqual([]);
    expect(publishing.news).toEqual(
      expect.arrayContaining([
        { kind: 'failing', reason: 'the brokers are away' },
        { kind: 'failing', reason: 'the log is away' },
      ]),
    );
  });

  it('stops for good at an event that it cannot read, and publishes what comes before', async () => {
    await house.live(20);
    const before = house.log.head;
    const event = { id: 'x', type: 'FromTheFuture', data: '{}', metadata: '{}' };
    await house.log.append('taskRun-22222222-2222-4222-8222-222222222222', NO_STREAM, [event]);
    const publishing = house.publish();
    await publishing.tells((one) => one.kind === 'failing' && one.reason !== null);
    expect(publishing.news.at(-2)).toMatchObject({ kind: 'published', position: before });
    expect(publishing.news.at(-1)).toMatchObject({ kind: 'failing', reason: /FromTheFuture/ });
  });

  it('lets the checkpoint pass events that publish nothing, within a second and in few steps', async () => {
    const publishing = house.publish();
    await publishing.tells(({ kind }) => kind === 'resumed');
    for (let n = 0; n < 500; n += 1) {
      const event = { id: `other-${n}`, type: 'Other', data: '{}', metadata: '{}' };
      await house.log.append(`other-${n}`, NO_STREAM, [event]);
    }
    await publishing.reaches(house.log.head);
    expect(publishing.news.filter(({ kind }) => kind === 'published').length).toBeLessThan(5);
  });
});

const recordsOf = ({ news }: Publishing): number =>
  news.reduce((sum, one) => (one.kind === 'published' ? sum + one.records : sum), 0);

/** The publication, of which every third transaction fails: before it is committed, and after. */
function interrupting(publication: Publication, nth: () => number): () => Promise<Publication> {
  const take: Publication['take'] = async (signal) => {
    const held = await publication.take(signal);
    return {
      checkpoints: held.checkpoints,
      release: () => held.release(),
      async publish(records, checkpoint) {
        const call = nth();
        const fails = call < 13 && call % 3 === 0;
        if (!fails || call % 2 === 0) await held.publish(records, checkpoint);
        if (fails) throw new PublicationInterrupted('the reply is lost');
      },
    };
  };
  const activity = (): Promise<bigint> => publication.activity();
  const close = (): Promise<void> => publication.close();
  return () => Promise.resolve({ take, activity, close });
}

/** The log, whose first subscription ends after so many items. */
function breakingOff(log: EventStore, items: number): Pick<EventStore, 'subscribe'> {
  let left = items;
  return {
    async *subscribe(after, signal) {
      for await (const item of log.subscribe(after, signal)) {
        if ((left -= 1) === 0) throw new StoreUnavailable('the log is away');
        yield item;
      }
    },
  };
}
