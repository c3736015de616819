import { IdempotencyKeyReused, RevisionMismatch, TaskRunNotFound } from './errors.js';
import {
  dataOf,
  LedgerHouse,
  newRun,
  ORIGIN,
  propose,
  SECOND,
  UNCONDITIONAL,
} from './ledger.fixture.js';
import { refusalsStream, taskRunStream } from './log/streams.js';

const NOBODY = '99999999-9999-4999-8999-999999999999';
const keyed = (idempotencyKey: string) => ({ ...UNCONDITIONAL, idempotencyKey });

describe('proposing a state', () => {
  let house: LedgerHouse;
  let id: string;
  beforeEach(async () => {
    house = await LedgerHouse.open();
    ({
      run: { id },
    } = await house.ledger.createTaskRun(newRun(), ORIGIN));
  });
  afterEach(() => house.close());

  const set = (proposal = propose('RUNNING'), conditions = UNCONDITIONAL) =>
    house.ledger.setTaskRunState(id, proposal, conditions, ORIGIN);

  it('writes what is granted and answers with it', async () => {
    const answer = await set();
    expect(answer).toMatchObject({ verdict: { status: 'ACCEPT' }, written: true, revision: 2n });
    const events = await house.events(taskRunStream(id));
    expect(events[2]?.id).toBe(answer.decisionId);
    expect((await house.ledger.readTaskRun(id)).run.state).toEqual(answer.state);
  });

  it('knows no run that was not created', async () => {
    const proposal = house.ledger.setTaskRunState(
      NOBODY,
      propose('RUNNING'),
      UNCONDITIONAL,
      ORIGIN,
    );
    await expect(proposal).rejects.toThrow(TaskRunNotFound);
  });

  it('departure 12: of two concurrent proposals from the same state one wins, and the other is decided anew', async () => {
    const other = await house.another(house.log);
    await other.readTaskRun(id); // both have seen the run as PENDING
    const answers = await Promise.all([
      set(propose('COMPLETED', { data: dataOf({ result: 1 }) })),
      other.setTaskRunState(
        id,
        propose('COMPLETED', { data: dataOf({ result: 2 }) }),
        UNCONDITIONAL,
        ORIGIN,
      ),
    ]);
    expect(answers.map(({ verdict }) => verdict.status).sort()).toEqual(['ACCEPT', 'REJECT']);
    expect(await house.states(id)).toHaveLength(2);
  });

  it('departure 13: keeps every refusal with its reason, rule, facts and the revision it was decided at', async () => {
    await set(propose('FAILED'));
    const refused = await set(propose('CRASHED', { message: 'boom' }));
    expect(refused).toMatchObject({ verdict: { status: 'ABORT' }, written: false, revision: 2n });
    const decisions = await house.decisions(id);
    expect(decisions.at(-1)).toMatchObject({
      id: refused.decisionId,
      revision: 2n,
      rule: 'LeaveTerminalState',
      verdict: { status: 'ABORT', reason: 'Run is already FAILED.' },
      proposed: { type: 'CRASHED', name: 'Crashed' },
      count: 1,
      metadata: { actor: 'alice', policy: 'core/1', proposal: { message: 'boom' } },
    });
    expect(decisions.at(-1)?.metadata.trace).toContainEqual({
      rule: 'LeaveTerminalState',
      read: { result: false, attempt: 0 },
      said: 'abort',
    });
  });

  it('tells equal refusals in a row as one line', async () => {
    await set(propose('FAILED'));
    for (let nth = 0; nth < 3; nth += 1) {
      house.now = (house.now + SECOND) as typeof house.now;
      await set(propose('CRASHED'));
    }
    const line = (await house.decisions(id)).at(-1);
    expect(line).toMatchObject({ count: 3 });
    expect((line?.at ?? 0n) - (line?.first ?? 0n)).toBe(2n * SECOND);
    const types = (await house.events(refusalsStream(id))).map(({ type }) => type);
    expect(types).toEqual(['TransitionRefused', 'RefusalRepeated', 'RefusalRepeated']);
  });

  it('keeps the newest 1,000 refusals, and the count of all', async () => {
    await set(propose('FAILED'));
    for (let nth = 0; nth < 1_150; nth += 1) await set(propose('CRASHED'));
    const kept = await house.events(refusalsStream(id));
    expect(kept.length).toBeGreaterThanOrEqual(1_000);
    expect(kept.length).toBeLessThan(1_100);
    expect((await house.decisions(id)).at(-1)).toMatchObject({ count: 1_150 });
    await house.restart();
    await set(propose('CRASHED'));
    expect((await house.decisions(id)).at(-1)).toMatchObject({ count: 1_151 });
  });

  describe('departure 9: a granted proposal that is repeated', () => {
    const proposal = propose('COMPLETED', { data: dataOf({ type: 'unpersisted', note: 'x' }) });

    it('gets the recorded answer again, with the data that is not stored', async () => {
      const first = await set(proposal, keyed('k'));
      const second = await set(proposal, keyed('k'));
      expect(second).toEqual({ ...first, rule: null, repeated: true });
      expect(await house.states(id)).toHaveLength(2);
    });

    it('gets it after a restart, and after later transitions', async () => {
      const first = await set(proposal, keyed('k'));
      await set(propose('RUNNING'));
      await house.restart();
      expect(await set(proposal, keyed('k'))).toEqual({ ...first, rule: null, repeated: true });
    });

    it('is known by its transition id', async () => {
      const transition = propose('RUNNING', { transitionId: NOBODY });
      const first = await set(transition);
      expect(await set(transition)).toEqual({ ...first, rule: null, repeated: true });
    });

    it('is a new one where the transition id comes with another body', async () => {
      await set(propose('RUNNING', { transitionId: NOBODY }));
      const other = await set(propose('FAILED', { transitionId: NOBODY }));
      expect(other).toMatchObject({ repeated: false, state: { type: 'FAILED' } });
    });

    it('is refused where the idempotency key comes with another body', async () => {
      await set(propose('RUNNING'), keyed('k'));
      await expect(set(propose('FAILED'), keyed('k'))).rejects.toThrow(IdempotencyKeyReused);
    });

    it('is decided anew where the first answer was a refusal', async () => {
      await set(propose('FAILED'));
      expect(await set(propose('CRASHED'), keyed('k'))).toMatchObject({ written: false });
      await set(propose('RUNNING'));
      expect(await set(propose('CRASHED'), keyed('k'))).toMatchObject({ written: true });
    });

    it('is known although the run has moved on from the revision that the caller names', async () => {
      const first = await set(proposal, { idempotencyKey: 'k', ifMatch: 1n });
      const second = await set(proposal, { idempotencyKey: 'k', ifMatch: 1n });
      expect(second).toEqual({ ...first, rule: null, repeated: true });
    });
  });

  it('answers 412 where the run has moved on from the revision that the caller names', async () => {
    await set();
    const stale = set(propose('COMPLETED'), { idempotencyKey: null, ifMatch: 1n });
    await expect(stale).rejects.toThrow(RevisionMismatch);
    expect(await house.decisions(id)).toHaveLength(2);
  });

  it('keeps timestamps strictly increasing while the clock stands still', async () => {
    await set();
    await set(propose('PAUSED'));
    const stamps = (await house.states(id)).map(({ timestamp }) => timestamp);
    expect(stamps).toEqual([...stamps].sort((a, b) => (a < b ? -1 : 1)));
    expect(new Set(stamps).size).toBe(3);
  });
});
