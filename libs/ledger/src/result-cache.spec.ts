import {
  dataOf,
  LedgerHouse,
  newRun,
  NOON,
  ORIGIN,
  propose,
  SECOND,
  UNCONDITIONAL,
} from './ledger.fixture.js';
import { stateCacheStream } from './log/streams.js';
import { micros } from '@app/orchestration';

describe('the result cache', () => {
  let house: LedgerHouse;
  beforeEach(async () => {
    house = await LedgerHouse.open();
  });
  afterEach(() => house.close());

  const create = async (dynamicKey: string): Promise<string> =>
    (await house.ledger.createTaskRun(newRun({ dynamicKey }), ORIGIN)).run.id;
  const set = (id: string, proposal = propose('RUNNING', { cacheKey: 'key' })) =>
    house.ledger.setTaskRunState(id, proposal, UNCONDITIONAL, ORIGIN);
  const complete = (result: number, details = {}) =>
    propose('COMPLETED', { data: dataOf({ result }), cacheKey: 'key', ...details });

  it('serves a start with the result of a run that completed with the same key', async () => {
    await set(await create('donor'), complete(1));
    const answer = await set(await create('taker'));
    expect(answer).toMatchObject({
      verdict: { status: 'REJECT', reason: 'Retrieved state from cache' },
      state: { type: 'COMPLETED', name: 'Cached', data: { value: { result: 1 } } },
    });
  });

  it('names the donor among the facts', async () => {
    const donor = await create('donor');
    await set(donor, complete(1));
    const taker = await create('taker');
    await set(taker);
    const { metadata } = (await house.decisions(taker)).at(-1) ?? {};
    expect(metadata?.facts?.cached).toEqual({ runId: donor, revision: 2 });
  });

  it('serves the newest entry that has not expired', async () => {
    await set(await create('old'), complete(1));
    await set(await create('short'), complete(2, { cacheExpiration: micros(NOON + 10n * SECOND) }));
    expect(await set(await create('soon'))).toMatchObject({
      state: { data: { value: { result: 2 } } },
    });
    house.now = micros(NOON + 10n * SECOND);
    expect(await set(await create('later'))).toMatchObject({
      state: { data: { value: { result: 1 } } },
    });
  });

  it('serves nothing of a run that is gone', async () => {
    const donor = await create('donor');
    await set(donor, complete(1));
    await house.ledger.deleteTaskRun(donor, null, ORIGIN);
    expect(await set(await create('taker'))).toMatchObject({ verdict: { status: 'ACCEPT' } });
  });

  it('serves nothing that was entered but never set, as its run died in between', async () => {
    const donor = await create('donor');
    house.dead = `taskRun-${donor}`;
    await expect(set(donor, complete(1))).rejects.toThrow('died');
    await house.restart();
    await set(donor, propose('PAUSED')); // another event stands where the entry expects its state
    expect(await house.events(stateCacheStream('key'))).toHaveLength(1);
    expect(await set(await create('taker'))).toMatchObject({ verdict: { status: 'ACCEPT' } });
  });

  it('keeps the newest 100 entries of a key', async () => {
    const donor = await create('donor');
    for (let nth = 0; nth < 160; nth += 1) {
      await set(donor, complete(nth));
      await set(donor, propose('RUNNING', { force: true }));
    }
    const kept = await house.events(stateCacheStream('key'));
    expect(kept.map(({ revision }) => Number(revision))).toEqual(
      Array.from({ length: 109 }, (_, index) => 51 + index), // truncated when the 151st came
    );
  });
});
