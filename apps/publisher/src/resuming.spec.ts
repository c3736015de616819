import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteLog, position } from '@app/event-store';
import { copyLog, systemSources } from '@app/ledger';
import { describeOnKafka } from '../../../test/servers/kafka/brokers.fixture.js';
import { House, type Publishing } from './house.fixture.js';

describeOnKafka('a publisher before topics that are not of its log', 1, (kafka) => {
  let house: House;
  let prefix: string;
  beforeEach(async () => {
    prefix = kafka.newPrefix();
    house = await House.open(kafka.brokers(), prefix);
    await house.live(20);
    const publishing = house.publish();
    await publishing.reaches(house.log.head);
    await publishing.end();
  });
  afterEach(() => house.close());

  /** The ledger moved to another log, with more runs in it. */
  const copied = async (): Promise<House> => {
    const directory = mkdtempSync(join(tmpdir(), 'runledger-copied-'));
    const log = openSqliteLog(directory);
    const signal = new AbortController().signal;
    await copyLog(house.log, log, {
      sources: systemSources(),
      onProgress: () => undefined,
      signal,
    });
    log.close();
    const copy = await House.open(kafka.brokers(), prefix, directory);
    await copy.live(20);
    return copy;
  };
  const refusalOf = async (publishing: Publishing): Promise<string> => {
    await publishing.tells(({ kind }) => kind === 'failing');
    expect(publishing.news.filter(({ kind }) => kind === 'resumed')).toEqual([]);
    const last = publishing.news.at(-1);
    return last?.kind === 'failing' ? String(last.reason) : 'none';
  };

  it('is refused where the log was copied, and goes on after the last record once it is adopted', async () => {
    const copy = await copied();
    expect(await refusalOf(copy.publish())).toMatch(/another log of this ledger .* --adopt/);
    const adopting = copy.publish({ flag: 'adopt' });
    await adopting.reaches(copy.log.head);
    await adopting.end();
    await copy.live(20);
    await copy.publish().reaches(copy.log.head);
    expect(await copy.differences()).toEqual([]);
    await copy.close();
  });

  it('is refused to adopt what the log does not hold', async () => {
    const copy = await copied();
    await house.live(1);
    const publishing = house.publish();
    await publishing.reaches(house.log.head);
    await publishing.end();
    expect(await refusalOf(copy.publish({ flag: 'adopt' }))).toMatch(/does not hold every event/);
    await copy.close();
  });

  it('is refused where the log ends before what is published', async () => {
    const refused = house.publish({ head: async () => position(house.log.head - 1n) });
    expect(await refusalOf(refused)).toMatch(/restored from an older copy/);
  });

  it('is refused where they are another ledger’s, also to adopt them', async () => {
    const other = await House.open(kafka.brokers(), prefix);
    expect(await refusalOf(other.publish())).toMatch(/another ledger .* KAFKA_TOPIC_PREFIX/);
    expect(await refusalOf(other.publish({ flag: 'adopt' }))).toMatch(/another ledger/);
    await other.close();
  });

  it('publishes each record again under its id when it is told so, and only once', async () => {
    const ids = async (): Promise<string[]> =>
      [...(await house.shown('transitions')).values()].flat().map(({ id }) => id);
    expect(await house.differences()).toEqual([]);
    const once = await ids();
    const again = house.publish({ flag: 'from-beginning' });
    await again.reaches(house.log.head);
    await again.end();
    await house.publish().tells(({ kind }) => kind === 'published');
    const twice = await ids();
    expect(twice.toSorted()).toEqual([...once, ...once].toSorted());
  });
});
