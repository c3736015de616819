import { created, deleted, id, renamed, stateSet } from '../contract/task-runs.fixture.js';
import { projectTaskRuns } from '../projections/project-task-runs.js';
import { runOf } from '../projections/row-change.js';
import { inWaves, type Wave } from './waves.js';

const waves = (...events: Parameters<typeof projectTaskRuns>[0]) =>
  inWaves(projectTaskRuns(events)).map(numbers);

/** The runs of a wave by their numbers, kind by kind. */
const numbers = ({ deleted, inserted, updated, states }: Wave) => ({
  deleted: deleted.map(number),
  inserted: inserted.map((run) => number(run.id)),
  updated: updated.map((change) => number(runOf(change))),
  states: states.map((change) => number(runOf(change))),
});
const number = (text: string): number => [1, 2, 3].find((n) => id(n) === text) ?? 0;

const pending = (n: number) => stateSet(n, { type: 'PENDING' });

describe('changes in waves', () => {
  it('are one wave as long as each run is changed once', () => {
    expect(waves(created(1), pending(1), pending(2), renamed(2, 'b'), deleted(3))).toEqual([
      { deleted: [3], inserted: [1], updated: [2], states: [1, 2] },
    ]);
  });

  it('create a run anew in the wave that deletes it', () => {
    expect(waves(deleted(1), created(1), pending(1))).toEqual([
      { deleted: [1], inserted: [1], updated: [], states: [1] },
    ]);
  });

  it('delete a run in a later wave than that which changed it', () => {
    expect(waves(pending(1), deleted(1), created(1), deleted(1))).toEqual([
      { deleted: [], inserted: [], updated: [1], states: [1] },
      { deleted: [1], inserted: [1], updated: [], states: [] },
      { deleted: [1], inserted: [], updated: [], states: [] },
    ]);
  });

  it('are no wave at all if there are none', () => {
    expect(waves()).toEqual([]);
  });
});
