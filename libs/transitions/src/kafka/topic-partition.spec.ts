import fc from 'fast-check';
import { Partitioners } from 'kafkajs';
import { partitionOf } from '../verification/partition-of.js';

const partitioner = Partitioners.DefaultPartitioner();

describe('the partition that a record is verified to be in', () => {
  it('is the one that kafkajs sends it to', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.integer({ min: 1, max: 100 }),
        (key, count) => {
          fc.pre(key !== ''); // which kafkajs takes for none
          const partitionMetadata = Array.from({ length: count }, (_, partitionId) => ({
            partitionErrorCode: 0,
            partitionId,
            leader: 1,
            replicas: [1],
            isr: [1],
          }));
          const message = { key, value: null };
          const taken = partitioner({ topic: 'topic', partitionMetadata, message });
          expect(partitionOf(key, count)).toBe(taken);
        },
      ),
      { seed: 20_261_126, numRuns: 1_000 },
    );
  });
});
