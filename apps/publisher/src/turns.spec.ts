import type { Publication } from '@app/transitions';
import { describeOnKafka } from '../../../test/servers/kafka/brokers.fixture.js';
import { House, type Publishing } from './house.fixture.js';

describeOnKafka('publishers of one ledger', 1, (kafka) => {
  let house: House;
  beforeEach(async () => {
    house = await House.open(kafka.brokers(), kafka.newPrefix());
  });
  afterEach(() => house.close());

  it('started at once tell of each transition once, and one goes on where the other ends', async () => {
    const both = [house.publish({ alone: false }), house.publish({ alone: false })];
    await house.live(20);
    const one = await Promise.any(both.map((it) => it.reaches(house.log.head).then(() => it)));
    await one.end();
    await house.live(20);
    await both.find((it) => it !== one)?.reaches(house.log.head);
    expect(await house.differences()).toEqual([]);
  });

  it('take over from one that stands still, which is fenced, stands by and does not fight', async () => {
    const still = new AbortController();
    const on = new AbortController();
    const first = house.publish({
      openPublication: stopping(await house.openPublication(), still.signal, on.signal),
    });
    await house.live(20);
    await first.reaches(house.log.head);
    const second = house.publish({ alone: false });
    await second.tells((one) => one.kind === 'standing by' && one.standsBy);
    still.abort();
    await house.live(20);
    await second.reaches(house.log.head);
    on.abort();
    await first.tells(isAbout('fenced'));
    await house.live(20);
    await second.reaches(house.log.head);
    expect(first.news.at(-1)).toEqual({ kind: 'standing by', standsBy: true });
    expect(second.news.filter(isAbout('fenced'))).toEqual([]);
    expect(await house.differences()).toEqual([]);
    await second.end();
    await house.live(20);
    await first.reaches(house.log.head);
    expect(await house.differences()).toEqual([]);
  });

  it('stand by as long as one is at work, be it idle', async () => {
    const first = house.publish();
    await first.tells(isAbout('resumed'));
    const second = house.publish({ alone: false });
    await second.tells(isAbout('standing by'));
    const idle = (): number => first.news.filter(isAbout('published')).length;
    while (idle() < 6) await first.tells(() => idle() >= 6);
    expect(second.news).toEqual([{ kind: 'standing by', standsBy: true }]);
    expect(first.news.filter(isAbout('fenced'))).toEqual([]);
  });
});

const isAbout =
  (kind: Publishing['news'][number]['kind']) =>
  (one: Publishing['news'][number]): boolean =>
    one.kind === kind;

/** The publication, which stands still between the two signals, as a process does that is stopped. */
function stopping(
  publication: Publication,
  still: AbortSignal,
  on: AbortSignal,
): () => Promise<Publication> {
  const goOn = new Promise<void>((resolve) => on.addEventListener('abort', () => resolve()));
  const take: Publication['take'] = async (signal) => {
    const held = await publication.take(signal);
    return {
      checkpoints: held.checkpoints,
      release: () => held.release(),
      async publish(records, checkpoint) {
        if (still.aborted) await goOn;
        await held.publish(records, checkpoint);
      },
    };
  };
  const activity = (): Promise<bigint> => publication.activity();
  const close = (): Promise<void> => publication.close();
  return () => Promise.resolve({ take, activity, close });
}
