import {
  born,
  created,
  deleted,
  id,
  noon,
  stateId,
  stateSet,
} from '../contract/task-runs.fixture.js';
import { projectTaskRuns } from './project-task-runs.js';
import { folded, type RowChange } from './row-change.js';

const update = (n: number, name: string): RowChange => ({
  change: 'update-run',
  id: id(n),
  set: { updated: noon(n), name },
});

describe('folded changes', () => {
  it('insert a run as it stands after all that the batch says of it', () => {
    const events = [
      ...born(1, {}, { type: 'PENDING' }),
      stateSet(1, { type: 'RUNNING', runCount: 1 }),
    ];
    const changes = projectTaskRuns(events);
    expect(changes.map(({ change }) => change)).toEqual([
      'insert-run',
      'insert-state',
      'insert-state',
    ]);
    expect(changes[0]).toMatchObject({
      run: { id: id(1), state: { type: 'RUNNING' }, runCount: 1 },
    });
  });

  it('update a run once, by the last that was said of each field', () => {
    const standing = projectTaskRuns([stateSet(1, { type: 'PAUSED' })])[0];
    if (standing === undefined) throw new Error('a state changes nothing');
    expect(folded([update(1, 'a'), standing, update(1, 'b')])).toEqual([
      {
        ...standing,
        set: { ...('set' in standing ? standing.set : {}), updated: noon(1), name: 'b' },
      },
    ]);
  });

  it('leave runs apart, and what is before a deletion from what is after it', () => {
    const changes = [update(1, 'a'), update(2, 'b')];
    expect(folded(changes)).toEqual(changes);
    const lives = [
      ...born(1, {}, { type: 'PENDING' }),
      deleted(1),
      created(1),
      stateSet(1, { type: 'PAUSED', id: stateId(2) }),
    ];
    expect(projectTaskRuns(lives).map(({ change }) => change)).toEqual([
      'insert-run',
      'insert-state',
      'delete-run',
      'insert-run',
      'insert-state',
    ]);
  });
});
