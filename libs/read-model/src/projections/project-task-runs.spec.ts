import { micros } from '@app/orchestration';
import {
  created,
  deleted,
  id,
  noon,
  renamed,
  stateId,
  stateSet,
} from '../contract/task-runs.fixture.js';
import { projectTaskRuns } from './project-task-runs.js';

describe('the projection of task runs', () => {
  it('inserts a created run, which is in no state yet', () => {
    expect(projectTaskRuns([created(1, { name: 'a', tags: ['x'] })])).toEqual([
      {
        change: 'insert-run',
        run: expect.objectContaining({
          id: id(1),
          name: 'a',
          tags: ['x'],
          state: null,
          created: noon(),
          updated: noon(),
          expectedStartTime: null,
          totalRunTime: 0n,
        }),
      },
    ]);
  });

  it('updates by a state what transitions change, at the moment of the state', () => {
    const event = stateSet(1, {
      type: 'RUNNING',
      timestamp: noon(7),
      totalRunTime: micros(3n),
      revision: 4n,
    });
    expect(projectTaskRuns([event])).toEqual([
      {
        change: 'update-run',
        id: id(1),
        set: {
          updated: noon(7),
          standing: expect.objectContaining({
            state: expect.objectContaining({ type: 'RUNNING' }),
            totalRunTime: 3n,
          }),
        },
      },
      { change: 'insert-state', stateId: stateId(1), taskRunId: id(1), revision: 4n },
    ]);
  });

  it('updates by a new name nothing else, and deletes', () => {
    expect(projectTaskRuns([renamed(1, 'b'), deleted(2)])).toEqual([
      { change: 'update-run', id: id(1), set: { updated: noon(1), name: 'b' } },
      { change: 'delete-run', id: id(2) },
    ]);
  });
});
