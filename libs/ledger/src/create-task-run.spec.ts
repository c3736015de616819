import { LedgerHouse, newRun, ORIGIN, propose, UNCONDITIONAL } from './ledger.fixture.js';
import { IntegrityConflict } from './errors.js';
import { taskRunKeyStream, taskRunStream } from './log/streams.js';
import { TaskRunNotFound } from './errors.js';

const KEY = { flowRunId: null, taskKey: 'task', dynamicKey: '0' };
const OWN = '11111111-1111-4111-8111-111111111111';
const OTHER = '22222222-2222-4222-8222-222222222222';

describe('creating a task run', () => {
  let house: LedgerHouse;
  beforeEach(async () => {
    house = await LedgerHouse.open();
  });
  afterEach(() => house.close());

  const create = (fields = {}) => house.ledger.createTaskRun(newRun(fields), ORIGIN);

  it('makes a PENDING run under a new id', async () => {
    const { run, created } = await create();
    expect(created).toBe(true);
    expect(run).toMatchObject({ name: 'run', state: { type: 'PENDING' }, transition: 1 });
    expect(await house.ledger.readTaskRun(run.id)).toMatchObject({ run: { id: run.id } });
  });

  it('finds the run that has the natural key, unchanged', async () => {
    const first = await create();
    const second = await create({ name: 'other' });
    expect(second).toMatchObject({ created: false, run: { id: first.run.id, name: 'run' } });
  });

  it('makes one run of many calls at once', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, () => create()));
    expect(new Set(made.map(({ run }) => run.id)).size).toBe(1);
    expect(made.filter(({ created }) => created)).toHaveLength(1);
  });

  it('makes one run of calls to two processes at once', async () => {
    const other = await house.another(house.log);
    const made = await Promise.all([create(), other.createTaskRun(newRun(), ORIGIN)]);
    expect(new Set(made.map(({ run }) => run.id)).size).toBe(1);
    expect(made.filter(({ created }) => created)).toHaveLength(1);
  });

  it('refuses an id that another run has, and reserves nothing', async () => {
    await create({ id: OWN });
    await expect(create({ id: OWN, dynamicKey: '1' })).rejects.toThrow(IntegrityConflict);
    expect(await house.events(taskRunKeyStream({ ...KEY, dynamicKey: '1' }))).toEqual([]);
  });

  it('lets existing keys win over a new id', async () => {
    await create({ id: OWN });
    const again = await create({ id: OTHER });
    expect(again).toMatchObject({ created: false, run: { id: OWN } });
    await expect(house.ledger.readTaskRun(OTHER)).rejects.toThrow(TaskRunNotFound);
  });

  it('refuses an unknown flow run', async () => {
    await expect(create({ flowRunId: OTHER })).rejects.toThrow(IntegrityConflict);
  });

  it('keeps the promise of a reservation left behind', async () => {
    house.dead = 'taskRun-';
    await expect(create({ id: OWN })).rejects.toThrow('died');
    await house.restart();

    const { run, created } = await create({ id: OTHER });
    expect({ id: run.id, created }).toEqual({ id: OWN, created: true });
    expect(await house.events(taskRunKeyStream(KEY))).toHaveLength(1);
  });

  it('makes the same id anew after a deletion, and goes on counting', async () => {
    await create({ id: OWN });
    await house.ledger.setTaskRunState(OWN, propose('RUNNING'), UNCONDITIONAL, ORIGIN);
    await house.ledger.deleteTaskRun(OWN, null, ORIGIN);
    const { run, created, revision } = await create({ id: OWN, name: 'anew' });
    expect(created).toBe(true);
    expect(run).toMatchObject({ id: OWN, name: 'anew', runCount: 0, transition: 3 });
    expect(revision).toBe(5n);
    expect(await house.states(OWN)).toHaveLength(1);
    expect((await house.decisions(OWN)).map(({ transition }) => transition)).toEqual([3]);
  });

  it('frees the key of a deleted run', async () => {
    const first = await create();
    await house.ledger.deleteTaskRun(first.run.id, null, ORIGIN);
    const second = await create();
    expect(second.created).toBe(true);
    expect(second.run.id).not.toBe(first.run.id);
  });

  it('invents a name where none is given', async () => {
    const { run } = await create({ name: null });
    expect(run.name).toMatch(/^[a-z]+-[a-z]+$/);
  });

  it('writes creation and first state in one append', async () => {
    const { run } = await create();
    const events = await house.events(taskRunStream(run.id));
    expect(events.map(({ type }) => type)).toEqual(['TaskRunCreated', 'StateSet']);
    expect(events[1]?.position).toBe((events[0]?.position ?? 0n) + 1n);
  });
});
