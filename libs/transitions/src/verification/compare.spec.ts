import type { PublicRecord } from '../public-record.js';
import type { PublishedRecord } from '../published-topics.js';
import {
  compare,
  eventId,
  published,
  recordsOf,
  told,
  type Compared,
  type Lived,
} from './compare.fixture.js';

const LOG: readonly Lived[] = [0, 1, 0, 2, 1, 0].map((run) => ({ run }));
const PARTITIONS = 1; // so that all have one order

const at = <T>(items: readonly T[], nth: number): T => {
  const item = items[nth];
  if (item === undefined) throw new Error(`there is none at ${nth}`);
  return item;
};

const without = <T>(items: readonly T[], ...nths: readonly number[]): readonly T[] =>
  items.filter((_, nth) => !nths.includes(nth));

const exchanged = <T>(items: readonly T[], a: number, b: number): readonly T[] =>
  items.map((item, nth) => (nth === a ? at(items, b) : nth === b ? at(items, a) : item));

const changed = (
  records: readonly PublicRecord[],
  nth: number,
  change: Partial<PublicRecord>,
): readonly PublicRecord[] =>
  records.map((record, place) => (place === nth ? { ...record, ...change } : record));

const TRANSITIONS = recordsOf(LOG, 'transitions');
const STATES = recordsOf(LOG, 'states');

const found = (
  transitions: readonly PublicRecord[],
  states: readonly PublicRecord[],
  more: Partial<Compared> = {},
): readonly string[] =>
  told(
    compare({
      log: LOG,
      partitions: PARTITIONS,
      transitions: published(transitions, PARTITIONS),
      states: published(states, PARTITIONS),
      ...more,
    }),
  );

describe('what is found in topics', () => {
  it.each<[string, readonly PublicRecord[], readonly string[]]>([
    ['nothing where all is there', TRANSITIONS, []],
    ['a record left out', without(TRANSITIONS, 2), ['missing transitions 2']],
    ['the last one left out', without(TRANSITIONS, 5), ['missing transitions 5']],
    ['one sent twice', [...TRANSITIONS, at(TRANSITIONS, 1)], ['repeated transitions 1']],
    ['two neighbours exchanged', exchanged(TRANSITIONS, 2, 3), ['misordered transitions 2']],
    [
      'two exchanged over others',
      exchanged(TRANSITIONS, 1, 4),
      ['misordered transitions 1', 'misordered transitions 2'],
    ],
    [
      'one that comes too early, once',
      [at(TRANSITIONS, 5), ...without(TRANSITIONS, 5)],
      ['misordered transitions 0'],
    ],
    ['another value', changed(TRANSITIONS, 3, { value: '{}' }), ['altered transitions 3']],
    ['no value', changed(TRANSITIONS, 3, { value: null }), ['altered transitions 3']],
    [
      'another key',
      changed(TRANSITIONS, 3, { key: at(TRANSITIONS, 0).key }),
      ['altered transitions 3'],
    ],
    [
      'one header more',
      changed(TRANSITIONS, 3, { headers: { ...at(TRANSITIONS, 3).headers, more: '' } }),
      ['altered transitions 3'],
    ],
    [
      'one that the log does not have',
      [...TRANSITIONS, { ...at(TRANSITIONS, 0), headers: { ce_id: eventId(99) } }],
      ['unexpected transitions 99'],
    ],
  ])('%s', (_, transitions, findings) => {
    expect(found(transitions, STATES)).toEqual(findings);
  });

  it('takes a record in a partition where its key does not belong for misordered', () => {
    const places = published(TRANSITIONS, 4);
    const moved = places.map((record, nth): PublishedRecord =>
      nth === 0 ? { ...record, partition: (record.partition + 1) % 4 } : record,
    );
    const states = published(STATES, 4);
    const findings = told(compare({ log: LOG, partitions: 4, transitions: moved, states }));
    expect(findings).toContain('misordered transitions 0');
  });

  it('tells where a record comes from that is not of this ledger', () => {
    const foreign = {
      ...at(TRANSITIONS, 0),
      headers: { ce_id: 'x', ce_source: 'urn:runledger:b' },
    };
    const { findings } = compare({
      log: LOG,
      partitions: PARTITIONS,
      transitions: published([...TRANSITIONS, foreign], PARTITIONS),
      states: published(STATES, PARTITIONS),
    });
    expect(findings).toMatchObject([
      { kind: 'unexpected', eventId: 'x', offset: 6n, note: 'comes from urn:runledger:b' },
    ]);
  });

  it('does not judge what is published after the log was read', () => {
    const longer = [...LOG, { run: 0 }, { run: 7 }];
    const later = [...recordsOf(longer, 'transitions'), ...recordsOf(longer, 'states')];
    const [transitions, states] = [recordsOf(longer, 'transitions'), recordsOf(longer, 'states')];
    expect(found(transitions, states, { later })).toEqual([]);
    expect(found(transitions, states)).toHaveLength(4);
  });

  it('judges the events of a range only', () => {
    const transitions = without(exchanged(TRANSITIONS, 0, 1), 3, 5);
    const judged = { from: 2, to: 5 };
    expect(found(transitions, STATES, { judged })).toEqual(['missing transitions 3']);
  });

  it('does not miss what retention has dropped', () => {
    const left = published(TRANSITIONS, PARTITIONS).slice(3);
    const compared = {
      log: LOG,
      partitions: PARTITIONS,
      transitions: left,
      states: published(STATES, PARTITIONS),
    };
    const extents = [{ partition: 0, first: 3n, end: 6n }];
    expect(compare({ ...compared, extents })).toEqual({ findings: [], expired: 3 });
    expect(told(compare(compared))).toHaveLength(3);
    const gap = { ...compared, transitions: without(left, 1), extents };
    expect(told(compare(gap))).toEqual(['missing transitions 4']);
  });
});

describe('what is found in the topic of states', () => {
  const DELETED: readonly Lived[] = [...LOG, { run: 0, isDeletion: true }];
  const ALL = recordsOf(DELETED, 'states');
  const foundOf = (states: readonly PublicRecord[], more: Partial<Compared> = {}) =>
    found(recordsOf(DELETED, 'transitions'), states, { log: DELETED, ...more });

  it.each<[string, readonly PublicRecord[], readonly string[]]>([
    ['nothing where all is there', ALL, []],
    [
      'nothing where compaction dropped what is not the newest of its run',
      without(ALL, 0, 1, 2),
      [],
    ],
    ['nothing where a deleted run is gone altogether', without(ALL, 0, 2, 5, 6), []],
    ['an old state, where the newest is left out', without(ALL, 4), ['old states 4']],
    ['the state of a deleted run', without(ALL, 6), ['old states 6']],
    ['no state at all', without(ALL, 1, 4), ['missing states 4']],
    [
      'an old state that was sent again, and compacted',
      [...without(ALL, 1), at(ALL, 1)],
      ['misordered states 1', 'old states 4'],
    ],
    ['the newest sent twice', [...ALL, at(ALL, 6)], ['repeated states 6']],
    ['another value', changed(ALL, 3, { value: '{}' }), ['altered states 3']],
  ])('%s', (_, states, findings) => {
    expect(foundOf(states)).toEqual(findings);
  });

  it('does not miss the state of a run that has a later one by now', () => {
    const longer = [...DELETED, { run: 1 }];
    const states = without(recordsOf(longer, 'states'), 1, 4);
    expect(foundOf(states, { later: recordsOf(longer, 'states') })).toEqual([]);
  });

  it('tells where the old state stands, and which event is its newest', () => {
    const { findings } = compare({
      log: DELETED,
      partitions: PARTITIONS,
      transitions: published(recordsOf(DELETED, 'transitions'), PARTITIONS),
      states: published(without(ALL, 4), PARTITIONS),
    });
    expect(findings).toMatchObject([
      { kind: 'old', offset: 1n, eventId: eventId(4), note: `tells event ${eventId(1)}` },
    ]);
  });
});
