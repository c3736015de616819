import type { PublishedTopics } from '../published-topics.js';
import { expectedOf, published, recordsOf, type Lived } from './compare.fixture.js';
import { untilSettled } from './until-settled.js';

const LOG: readonly Lived[] = [0, 1, 2].map((run) => ({ run }));
const RECORDS = published(recordsOf([...LOG, { run: 3 }], 'transitions'), 1);
const FOREVER = new AbortController().signal;

/** Topics of one partition whose last record is the next of these at each look; the last one stays. */
function showing(lasts: readonly number[]): Readonly<{
  topics: Pick<PublishedTopics, 'tails'>;
  looks: () => number;
}> {
  let looks = 0;
  const tails = async () => {
    const last = lasts[Math.min(looks, lasts.length - 1)] ?? 0;
    looks += 1;
    return RECORDS.slice(last, last + 1);
  };
  return { topics: { tails }, looks: () => looks };
}

const settle = (topics: Pick<PublishedTopics, 'tails'>, published: number): Promise<void> => {
  const settled = {
    topic: 'transitions',
    partitions: 1,
    expected: expectedOf(LOG),
    published,
  } as const;
  return untilSettled(topics, settled, FOREVER);
};

describe('waiting for what a checkpoint promises', () => {
  it('ends when the last record of each partition is there', async () => {
    const { topics, looks } = showing([0, 1, 2]);
    await settle(topics, 3);
    expect(looks()).toBe(3);
  });

  it('does not wait for what is not published yet', async () => {
    const { topics, looks } = showing([1]);
    await settle(topics, 2);
    expect(looks()).toBe(1);
  });

  it('takes a later record for a sign that the ones before are there', async () => {
    const { topics, looks } = showing([3]);
    await settle(topics, 3);
    expect(looks()).toBe(1);
  });

  it('gives up after a while: what did not come is missing', async () => {
    const { topics, looks } = showing([1]);
    await settle(topics, 3);
    expect(looks()).toBeGreaterThan(10);
  });
});
