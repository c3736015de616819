import { numbered, record } from '../publication.fixture.js';
import type { PublicRecord } from '../public-record.js';
import type { Layout, TopicLayout } from './layout.js';
import { toSends, type Send } from './sends.js';

describe('toSends', () => {
  it.each([
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
    ['abc', 479470107],
  ])("brings %s to the partition that Java's producers choose", (key, murmur2) => {
    const [send] = toSends([record({ key })], layoutOf(12, 1));
    const partition = (murmur2 & 0x7fffffff) % 12; // the hashes are those of Kafka's UtilsTest
    expect(send?.places).toEqual([`transitions/${partition}`]);
  });

  it('asks one leader at a time', () => {
    const layout = layoutOf(12, 3);
    const sends = toSends(numbered(1_000, 100), layout);
    expect(sends).toHaveLength(3);
    for (const send of sends) expect(leadersOf(send, layout).size).toBe(1);
  });

  it('sends at most 1,000 records at once, in their order', () => {
    const given = numbered(2_100, 1);
    const sends = toSends(given, layoutOf(12, 1));
    expect(sends.map(countOf)).toEqual([1_000, 1_000, 100]);
    expect(idsOf(sends, 'transitions')).toEqual(idsGiven(given, 'transitions'));
    expect(idsOf(sends, 'states')).toEqual(idsGiven(given, 'states'));
  });

  it('sends at most a megabyte to a partition at once', () => {
    const given = numbered(5, 1).map((one) => ({
      ...one,
      topic: 'states' as const,
      value: 'x'.repeat(400_000),
    }));
    const sends = toSends(given, layoutOf(12, 1));
    expect(sends.map(countOf)).toEqual([2, 2, 1]);
  });

  it('counts bytes, not characters', () => {
    const given = numbered(2, 1).map((one) => ({
      ...one,
      topic: 'states' as const,
      value: '€'.repeat(200_000),
    }));
    expect(toSends(given, layoutOf(12, 1)).map(countOf)).toEqual([1, 1]);
  });

  it('sends more than a megabyte at once to several partitions', () => {
    const given = numbered(5, 5).map((one) => ({
      ...one,
      topic: 'states' as const,
      value: 'x'.repeat(900_000),
    }));
    expect(toSends(given, layoutOf(997, 1)).map(countOf)).toEqual([5]);
  });

  it('sends a record that is larger than a batch may be alone', () => {
    const given = ['x', 'x'.repeat(1_200_000), 'x'].map((value) => record({ value }));
    expect(toSends(given, layoutOf(12, 1)).map(countOf)).toEqual([1, 1, 1]);
  });

  it('has nothing to send for no records', () => {
    expect(toSends([], layoutOf(12, 1))).toEqual([]);
  });
});

function layoutOf(count: number, leaders: number): Layout {
  const topic = (name: string): TopicLayout => ({
    name,
    partitions: Array.from({ length: count }, (_, partitionId) => ({
      partitionId,
      partitionErrorCode: 0,
      leader: partitionId % leaders,
      replicas: [],
      isr: [],
    })),
  });
  return {
    transitions: topic('transitions'),
    states: topic('states'),
    checkpoints: topic('checkpoints'),
  };
}

const leadersOf = ({ places }: Send, { transitions }: Layout): ReadonlySet<unknown> =>
  new Set(places.map((place) => transitions.partitions[Number(place.split('/')[1])]?.leader));

const countOf = ({ topicMessages }: Send): number =>
  topicMessages.reduce((sum, { messages }) => sum + messages.length, 0);

const idsOf = (sends: readonly Send[], topic: string): readonly unknown[] =>
  sends
    .flatMap(({ topicMessages }) => topicMessages)
    .filter((part) => part.topic === topic)
    .flatMap(({ messages }) => messages.map(({ headers }) => headers?.ce_id));

const idsGiven = (given: readonly PublicRecord[], wanted: string): readonly unknown[] =>
  given.filter(({ topic }) => topic === wanted).map(({ headers }) => headers.ce_id);
