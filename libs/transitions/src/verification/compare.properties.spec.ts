import fc from 'fast-check';
import type { PublicRecord } from '../public-record.js';
import type { PublishedRecord } from '../published-topics.js';
import type { PublicTopic } from '../topics.js';
import { compare, eventId, published, recordsOf, told, type Lived } from './compare.fixture.js';

const SEED = 20_261_126;
const RUNS = { seed: SEED, numRuns: 300 };
const LONGEST = 60; // events
const STRANGE = 999; // no event of a log

const anyLog: fc.Arbitrary<readonly Lived[]> = fc.array(
  fc.record({ run: fc.nat(7), isDeletion: fc.nat(9).map((drawn) => drawn === 0) }),
  { maxLength: LONGEST },
);
const anyPartitions = fc.integer({ min: 1, max: 5 });
const forEachEvent = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<readonly T[]> =>
  fc.array(one, { minLength: LONGEST, maxLength: LONGEST });

const FAULTS = ['missing', 'repeated', 'altered', 'unexpected'] as const;
type Fault = (typeof FAULTS)[number];

function faulty(record: PublicRecord, fault: Fault | null | undefined): readonly PublicRecord[] {
  switch (fault) {
    case null:
    case undefined:
      return [record];
    case 'missing':
      return [];
    case 'repeated':
      return [record, record];
    case 'altered':
      return [{ ...record, value: `${record.value ?? ''} ` }];
    case 'unexpected':
      return [record, { ...record, headers: { ...record.headers, ce_id: eventId(STRANGE) } }];
  }
}

/** The partitions in turns that are drawn, each in its own order. */
function interleaved(
  records: readonly PublishedRecord[],
  turns: readonly number[],
): readonly PublishedRecord[] {
  const left = [...records];
  return records.map((_, nth) => {
    const partitions = [...new Set(left.map(({ partition }) => partition))];
    const turn = partitions[(turns[nth % turns.length] ?? 0) % partitions.length];
    const [next] = left.splice(
      left.findIndex(({ partition }) => partition === turn),
      1,
    );
    if (next === undefined) throw new Error('no partition has a record left');
    return next;
  });
}

const numberOf = ({ headers: { ce_id: id = '' } }: PublicRecord): number =>
  parseInt(id.slice(24, 36), 16);

/** The topics of a log as they should be, with one of them as it is given. */
const foundIn = (
  log: readonly Lived[],
  partitions: number,
  topic: PublicTopic,
  records: readonly PublishedRecord[],
): readonly string[] =>
  told(
    compare({
      log,
      partitions,
      transitions: published(recordsOf(log, 'transitions'), partitions),
      states: published(recordsOf(log, 'states'), partitions),
      [topic]: records,
    }),
  );

describe('the comparison of a log with its topics', () => {
  it('finds each fault of the transitions, and none where there is none', () => {
    fc.assert(
      fc.property(
        anyLog,
        anyPartitions,
        forEachEvent(fc.option(fc.constantFrom(...FAULTS), { freq: 3 })),
        forEachEvent(fc.nat(4)),
        (log, partitions, faults, turns) => {
          const records = recordsOf(log, 'transitions');
          const planted = records.flatMap((record) => faulty(record, faults[numberOf(record)]));
          const topic = interleaved(published(planted, partitions), turns);
          const wanted = records.flatMap((record) => {
            const event = numberOf(record);
            const fault = faults[event] ?? null;
            if (fault === null) return [];
            return [`${fault} transitions ${fault === 'unexpected' ? STRANGE : event}`];
          });
          expect(foundIn(log, partitions, 'transitions', topic)).toEqual(wanted.sort());
        },
      ),
      RUNS,
    );
  });

  it('finds two records of a partition that were exchanged, and says nothing else', () => {
    fc.assert(
      fc.property(anyLog, anyPartitions, fc.nat(), fc.nat(), (log, partitions, one, other) => {
        const records = published(recordsOf(log, 'transitions'), partitions);
        const a = records[one % records.length];
        const place = records.filter(({ partition }) => partition === a?.partition);
        const b = place[other % place.length];
        fc.pre(a !== undefined && b !== undefined && a !== b);
        const exchanged = records.map((record) => (record === a ? b : record === b ? a : record));
        const found = foundIn(log, partitions, 'transitions', exchanged);
        expect([1, 2]).toContain(found.length);
        expect(found.every((text) => text.startsWith('misordered transitions'))).toBe(true);
      }),
      RUNS,
    );
  });

  it('finds each run whose newest state is not there, however the topic was compacted', () => {
    fc.assert(
      fc.property(
        anyLog,
        anyPartitions,
        forEachEvent(fc.boolean()),
        forEachEvent(fc.nat(3).map((drawn) => drawn === 0)),
        (log, partitions, compacted, lost) => {
          const records = recordsOf(log, 'states');
          const newest = new Map(records.map((record) => [record.key, record]));
          const left = records.filter((record) => {
            const isNewest = newest.get(record.key) === record;
            return !(isNewest ? lost : compacted)[numberOf(record)];
          });
          const wanted = [...newest.values()]
            .filter((record) => !left.includes(record))
            .flatMap((record) => {
              const hasOlder = left.some(({ key }) => key === record.key);
              if (hasOlder) return [`old states ${numberOf(record)}`];
              return record.value === null ? [] : [`missing states ${numberOf(record)}`];
            });
          const topic = published(left, partitions);
          expect(foundIn(log, partitions, 'states', topic)).toEqual(wanted.sort());
        },
      ),
      RUNS,
    );
  });
});
