import fc from 'fast-check';
import type { HistoryBucket } from '../task-run-queries.js';
import { bucketed, isSelected, sliced, standing } from './evaluation.fixture.js';
import { batches, intervals, selections, slices } from './generated.fixture.js';
import { follow, type OpenedReadModel } from './opened.fixture.js';
import { noon } from './task-runs.fixture.js';

/** Whatever happened and whatever is asked, an answer is what a plain evaluation of the question gives. */
export function generatedContract(opened: () => OpenedReadModel): void {
  it('answers as a plain evaluation of the filter does', async () => {
    const questions = fc.array(fc.tuple(selections, slices, intervals), {
      minLength: 8,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(
        batches,
        questions,
        fc.nat({ max: 12 }).map(noon),
        async (events, asked, now) => {
          await opened().readModel.reset();
          for (const batch of events) await follow(opened(), batch);
          const runs = standing(events.flat());
          for (const [selection, slice, span] of asked) {
            const selected = selection.inFlow
              ? []
              : runs.filter((run) => isSelected(selection.filter, run));
            const { queries } = opened();
            expect((await queries.list(selection, slice, now)).found).toEqual(
              sliced(selected, slice, now),
            );
            expect((await queries.count(selection)).found).toBe(selected.length);
            const history = (await queries.history(selection, span, now)).found;
            expect(history.map(inOneOrder)).toEqual(bucketed(selected, span, now).map(inOneOrder));
          }
        },
      ),
      { numRuns: 20 },
    );
  });
}

const inOneOrder = (bucket: HistoryBucket): HistoryBucket => ({
  ...bucket,
  states: [...bucket.states].sort((a, b) => (`${a.type}${a.name}` < `${b.type}${b.name}` ? -1 : 1)),
});
