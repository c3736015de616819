import { WrongRevision, type EventStore } from '@app/event-store';
import { NO_DETAILS } from '@app/orchestration';
import {
  IdempotencyKeyReused,
  IntegrityConflict,
  RevisionMismatch,
  TaskRunNotFound,
} from './errors.js';
import {
  dataOf,
  LedgerHouse,
  newRun,
  ORIGIN,
  propose,
  SECOND,
  UNCONDITIONAL,
} from './ledger.fixture.js';
import type { Ledger } from './ledger.js';
import { refusalsStream, taskRunStream } from './log/streams.js';

/** Two processes on one store: what the one knows is behind what the other has written. */
describe('a ledger whose store is shared', () => {
  let house: LedgerHouse;
  let ours: Ledger;
  let theirs: Ledger;
  let id: string;
  beforeEach(async () => {
    house = await LedgerHouse.open();
    [ours, theirs] = [await house.another(house.log, true), await house.another(house.log, true)];
    ({ id } = (await ours.createTaskRun(newRun(), ORIGIN)).run);
  });
  afterEach(() => house.close());

  const set = (ledger: Ledger, proposal = propose('RUNNING'), conditions = UNCONDITIONAL) =>
    ledger.setTaskRunState(id, proposal, conditions, ORIGIN);
  const idempotent = (idempotencyKey: string) => ({ ...UNCONDITIONAL, idempotencyKey });

  it('is one ledger, whoever opens it', () => {
    expect(theirs.identity).toEqual(ours.identity);
  });

  it('reads a run as the other has left it', async () => {
    const { position } = await set(theirs);
    const read = await ours.readTaskRun(id);
    expect(read).toMatchObject({ run: { state: { type: 'RUNNING' } }, position });
    expect((await ours.readStates(id)).states).toHaveLength(2);
    expect((await ours.readDecisions(id)).lines).toHaveLength(2);
  });

  it('decides anew when the other has changed the run', async () => {
    await set(theirs, propose('COMPLETED', { data: dataOf(1) }));
    expect(await set(ours)).toMatchObject({ written: false, verdict: { status: 'REJECT' } });
  });

  it('refuses nothing that the other has made grantable', async () => {
    await set(ours, propose('COMPLETED', { data: dataOf(1) }));
    expect(await set(ours)).toMatchObject({ verdict: { status: 'REJECT' } });
    await set(theirs, propose('PENDING', { force: true }));
    expect(await set(ours)).toMatchObject({ written: true, verdict: { status: 'ACCEPT' } });
    expect(await house.events(refusalsStream(id))).toHaveLength(1);
  });

  it('waits no longer than the schedule that the other has set', async () => {
    const late = propose('SCHEDULED', {
      scheduledTime: (house.now + 60n * SECOND) as typeof house.now,
    });
    await set(ours, late);
    await set(theirs, propose('SCHEDULED', { force: true, scheduledTime: house.now }));
    expect(await set(ours)).toMatchObject({ verdict: { status: 'ACCEPT' } });
  });

  it('knows a call that the other was asked first', async () => {
    const first = await set(theirs, propose('RUNNING'), idempotent('k'));
    const { repeated, state, decisionId } = await set(ours, propose('RUNNING'), idempotent('k'));
    expect({ repeated, state, decisionId }).toEqual({
      repeated: true,
      state: first.state,
      decisionId: first.decisionId,
    });
    expect(await house.events(taskRunStream(id))).toHaveLength(3);
  });

  it('grants once what both are asked at once', async () => {
    const calls = [ours, theirs].map((ledger) => set(ledger, propose('RUNNING'), idempotent('k')));
    const answers = await Promise.all(calls);
    expect(answers.map(({ repeated }) => repeated).sort()).toEqual([false, true]);
    expect(await house.events(taskRunStream(id))).toHaveLength(3);
  });

  it('takes an idempotency key anew for a run that the other has made anew', async () => {
    await set(ours, propose('RUNNING'), idempotent('k'));
    await theirs.deleteTaskRun(id, null, ORIGIN);
    await theirs.createTaskRun(newRun({ id }), ORIGIN);
    const other = propose('COMPLETED', { data: dataOf(1) });
    expect(await set(ours, other, idempotent('k'))).toMatchObject({ written: true });
    await expect(set(theirs, propose('RUNNING'), idempotent('k'))).rejects.toThrow(
      IdempotencyKeyReused,
    );
  });

  it('tells of no revision but the one at which the run stands', async () => {
    const { revision } = await set(theirs);
    expect(
      await set(ours, propose('PAUSED'), { ...UNCONDITIONAL, ifMatch: revision }),
    ).toMatchObject({
      written: true,
    });
    const stale = set(theirs, propose('PAUSED'), { ...UNCONDITIONAL, ifMatch: revision });
    await expect(stale).rejects.toEqual(new RevisionMismatch(revision + 1n));
    await expect(theirs.renameTaskRun(id, 'x', revision, ORIGIN)).rejects.toThrow(RevisionMismatch);
  });

  it('finds no run that the other has deleted, and every one that it has made', async () => {
    await theirs.deleteTaskRun(id, null, ORIGIN);
    await expect(set(ours)).rejects.toThrow(TaskRunNotFound);
    await expect(ours.readTaskRun(id)).rejects.toThrow(TaskRunNotFound);
    await expect(ours.renameTaskRun(id, 'x', null, ORIGIN)).rejects.toThrow(TaskRunNotFound);
    await theirs.createTaskRun(newRun({ id }), ORIGIN);
    expect(await set(ours)).toMatchObject({ written: true });
  });

  it('creates no second run for a natural key', async () => {
    const theirRun = await theirs.createTaskRun(newRun({ taskKey: 'other' }), ORIGIN);
    const found = await ours.createTaskRun(newRun({ taskKey: 'other' }), ORIGIN);
    expect(found).toMatchObject({ created: false, run: { id: theirRun.run.id } });
    await theirs.deleteTaskRun(theirRun.run.id, null, ORIGIN);
    const anew = await ours.createTaskRun(newRun({ taskKey: 'other' }), ORIGIN);
    expect(anew.created).toBe(true);
    expect(anew.run.id).not.toBe(theirRun.run.id);
  });

  it('refuses an id only while the other has a run of it', async () => {
    const creation = newRun({ id, taskKey: 'other' });
    await expect(theirs.createTaskRun(creation, ORIGIN)).rejects.toThrow(IntegrityConflict);
    await ours.deleteTaskRun(id, null, ORIGIN);
    expect(await theirs.createTaskRun(creation, ORIGIN)).toMatchObject({ created: true });
  });

  it('finds the run that the other makes of the very key and id while the key is looked up', async () => {
    const creation = newRun({ id: '0190e0c0-0000-4000-8000-0000000000aa', taskKey: 'other' });
    let isFirst = true;
    const overtaken: EventStore = {
      append: (...place) => house.log.append(...place),
      async *read(stream, after) {
        yield* house.log.read(stream, after);
        if (!stream.startsWith('taskRunKey-') || !isFirst) return;
        isFirst = false;
        await theirs.createTaskRun(creation, ORIGIN);
      },
      subscribe: (...place) => house.log.subscribe(...place),
      truncateBefore: (...place) => house.log.truncateBefore(...place),
    };
    const late = await house.another(overtaken, true);
    expect(await late.createTaskRun(creation, ORIGIN)).toMatchObject({ created: false });
  });

  it('takes over a cached result that the other has entered, unless its run is gone', async () => {
    const cached = propose('COMPLETED', { data: dataOf(7), cacheKey: 'c' });
    const taker = async () =>
      (await ours.createTaskRun(newRun({ taskKey: 'taker' }), ORIGIN)).run.id;
    const asking = propose('RUNNING', { ...NO_DETAILS, cacheKey: 'c' });
    const ask = async () => ours.setTaskRunState(await taker(), asking, UNCONDITIONAL, ORIGIN);
    expect(await ask()).toMatchObject({ verdict: { status: 'ACCEPT' } });
    await set(theirs, cached);
    expect(await ask()).toMatchObject({ state: { type: 'COMPLETED', name: 'Cached' } });
    await theirs.deleteTaskRun(id, null, ORIGIN);
    const forced = propose('PENDING', { force: true });
    await ours.setTaskRunState(await taker(), forced, UNCONDITIONAL, ORIGIN);
    expect(await ask()).toMatchObject({
      verdict: { status: 'ACCEPT' },
      state: { type: 'RUNNING' },
    });
  });

  it('gives way to the other after five conflicts, and has written nothing', async () => {
    const contended: EventStore = {
      append: (stream, expected) => Promise.reject(new WrongRevision(stream, expected, expected)),
      read: (...place) => house.log.read(...place),
      subscribe: (...place) => house.log.subscribe(...place),
      truncateBefore: (...place) => house.log.truncateBefore(...place),
    };
    const late = await house.another(contended, true);
    await expect(set(late)).rejects.toMatchObject({ name: 'TooMuchContention' });
  });
});
