import { micros, NO_DETAILS } from '@app/orchestration';
import { projectTaskRuns } from '../projections/project-task-runs.js';
import { CheckpointMoved } from '../read-model.js';
import { standing } from './evaluation.fixture.js';
import { at, follow, listed, type OpenedReadModel } from './opened.fixture.js';
import {
  born,
  created,
  deleted,
  EVERY_RUN,
  id,
  noon,
  renamed,
  selection,
  stateId,
  stateSet,
} from './task-runs.fixture.js';

/** How the rows follow the log. */
export function writingContract(opened: () => OpenedReadModel): void {
  const shown = async () =>
    opened().queries.list(EVERY_RUN, { sort: 'ID_DESC', limit: 200, offset: 0 }, noon());

  it('shows a run with all that is known of it', async () => {
    const events = [
      created(1, {
        name: '🧮 "run"',
        flowRunId: id(7),
        cacheKey: 'key',
        cacheExpiration: noon(2n ** 55n),
        taskVersion: '1',
        tags: ['b', 'a', 'b'],
        labels: null,
        taskInputs: { x: [{ input_type: 'parameter', name: 'x' }] },
      }),
      stateSet(1, {
        type: 'RUNNING',
        name: 'Größe?',
        message: 'on its way',
        data: { value: { a: 1 }, source: '{"a":1.0}' },
        details: { ...NO_DETAILS, scheduledTime: noon(1), retriable: true },
        runCount: 3,
        flowRunRunCount: 2,
        startTime: noon(4),
        totalRunTime: micros(5n),
      }),
    ];
    await follow(opened(), events);
    expect((await shown()).found).toEqual(standing(events));
  });

  it('shows a run whose first state is still to come', async () => {
    await follow(opened(), [created(1)]);
    expect((await shown()).found).toEqual(standing([created(1)]));
    await follow(opened(), [stateSet(1, { type: 'PENDING' })]);
    expect((await shown()).found).toEqual(standing(born(1, {}, { type: 'PENDING' })));
  });

  it('shows the position that the rows follow the log to', async () => {
    expect((await shown()).at).toBeNull();
    expect(await opened().readModel.checkpoint()).toBeNull();
    await follow(opened(), [], at(2n ** 60n));
    expect((await shown()).at).toEqual(at(2n ** 60n));
    expect(await opened().readModel.checkpoint()).toEqual(at(2n ** 60n));
  });

  it('writes all of a batch and its checkpoint, or nothing', async () => {
    await follow(opened(), [created(1)], at(1n));
    await expect(follow(opened(), [created(2), renamed(3, 'nobody')], at(2n))).rejects.toThrow(
      id(3),
    );
    expect(await opened().readModel.checkpoint()).toEqual(at(1n));
    expect(await listed(opened(), EVERY_RUN)).toEqual([1]);
    await follow(opened(), [created(2)], at(2n));
    expect((await shown()).at).toEqual(at(2n));
  });

  it('writes nothing at another checkpoint than that which the changes follow on', async () => {
    await follow(opened(), [created(1)], at(1n));
    const { readModel } = opened();
    const changes = projectTaskRuns([created(2)]);
    for (const after of [null, at(0n), at(1n, 'other')])
      await expect(readModel.commit(changes, after, at(2n))).rejects.toThrow(CheckpointMoved);
    expect(await readModel.checkpoint()).toEqual(at(1n));
    expect(await listed(opened(), EVERY_RUN)).toEqual([1]);
    await readModel.commit(changes, at(1n), at(2n));
    expect(await listed(opened(), EVERY_RUN)).toEqual([1, 2]);
  });

  it('locates a state by its id', async () => {
    await follow(opened(), born(1, {}, { type: 'PENDING', id: stateId(5), revision: 1n }));
    await follow(opened(), [stateSet(1, { type: 'RUNNING', id: stateId(6), revision: 2n })]);
    const { queries } = opened();
    const locate = async (state: string) => (await queries.locateState(state)).found;
    expect(await locate(stateId(5))).toEqual({ taskRunId: id(1), revision: 1n });
    expect(await locate(stateId(6).toUpperCase())).toEqual({ taskRunId: id(1), revision: 2n });
    expect(await locate(stateId(7))).toBeNull();
  });

  it('forgets a deleted run with its states and tags, until it is created anew', async () => {
    const { queries } = opened();
    const tagged = selection({ tags: { operator: 'and_', all: ['x'], isNull: null } });
    await follow(opened(), born(1, { tags: ['x', 'x'] }, { type: 'PENDING' }));
    await follow(opened(), [deleted(1)]);
    expect((await queries.count(tagged)).found).toBe(0);
    expect((await queries.locateState(stateId(1))).found).toBeNull();
    await follow(opened(), born(1, { tags: ['x'] }, { type: 'PENDING', revision: 5n }));
    expect((await queries.count(tagged)).found).toBe(1);
    expect((await queries.locateState(stateId(1))).found).toEqual({
      taskRunId: id(1),
      revision: 5n,
    });
  });

  it('is empty after a reset, and can be filled anew', async () => {
    await follow(opened(), born(1, {}, { type: 'PENDING' }));
    await opened().readModel.reset();
    expect(await shown()).toEqual({ found: [], at: null });
    await follow(opened(), born(1, {}, { type: 'PENDING' }));
    expect(await listed(opened(), EVERY_RUN)).toEqual([1]);
  });
}
