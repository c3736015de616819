import { deepStrictEqual } from 'node:assert/strict';
import { defaultName, STATE_TYPES, type StateType } from '@app/orchestration';
import { given } from '../../libs/task-run/src/decide.fixture.js';
import {
  dataOf,
  inState,
  propose as proposalOf,
  retries,
} from '../../libs/task-run/src/situation.fixture.js';
import {
  answerTo,
  taskRun,
  type Input,
  type Output,
  type Proposal,
  type Run,
  type State,
} from './model.mjs';
import { EMPIRICAL_POLICY } from './policy.mjs';

const create: Input = { call: 'create', id: null, token: 'birth' };
const read: Input = { call: 'read' };
const rename: Input = { call: 'rename', token: 'other', ifMatch: null };

const propose = (type: string, fields: Partial<Proposal> = {}): Proposal => ({
  call: 'propose',
  type,
  token: type.toLowerCase(),
  force: false,
  deferred: false,
  result: false,
  key: null,
  transitionId: null,
  ifMatch: null,
  ...fields,
});

/** The run after these calls, and the answer to the last. The ids are not known. */
function calling(...inputs: readonly Input[]): { after: Run | null; answer: Output } {
  const last = inputs.at(-1);
  if (last === undefined) throw new Error('there is no call');
  const before = inputs
    .slice(0, -1)
    .reduce<Run | null>((run, input) => answerTo(run, input).after, null);
  return answerTo(before, last);
}

const answerAfter = (...inputs: readonly Input[]): Output => calling(...inputs).answer;

/** Whether these answers can be given one after another. */
const fits = (...answers: readonly (readonly [Input, Output | null])[]): boolean =>
  answers.reduce<readonly (Run | null)[]>(
    (runs, [input, output]) => runs.flatMap((run) => taskRun.step(run, input, output)),
    [taskRun.initial],
  ).length > 0;

const withIds = (output: Output, runId: string, stateId: string): Output => ({
  ...output,
  ...(output.run && { run: { ...output.run, id: runId } }),
  ...(output.state && { state: { ...output.state, id: stateId } }),
});

describe('the model of a task run', () => {
  it('says what the policies say, whatever the state and the proposal', () => {
    for (const { state, runCount } of situations()) {
      for (const proposal of proposals()) {
        deepStrictEqual(
          decidedByModel(state, runCount, proposal),
          decidedByPolicy(state, runCount, proposal),
        );
      }
    }
  });

  it('does not know a run before its creation, and creates it once', () => {
    expect(answerAfter(read)).toEqual({ status: 404, revision: null });
    expect(answerAfter(propose('RUNNING'))).toEqual({ status: 404, revision: null });
    expect(answerAfter(create)).toMatchObject({ status: 201, revision: 1 });
    expect(answerAfter(create, propose('RUNNING'), create)).toMatchObject({
      status: 200,
      revision: 2,
      run: { name: 'birth', runCount: 1 },
      state: { token: 'running' },
    });
  });

  it('goes on by a revision with each change, and with nothing else', () => {
    const inputs = [create, propose('FAILED'), propose('PAUSED'), read, rename, read];
    const revisions = inputs.map((_, index) => answerAfter(...inputs.slice(0, index + 1)).revision);
    expect(revisions).toEqual([1, 2, 2, 2, 3, 3]);
  });

  it('refuses what names another revision', () => {
    const refused = { status: 412, revision: 1 };
    expect(answerAfter(create, propose('RUNNING', { ifMatch: 0 }))).toEqual(refused);
    expect(answerAfter(create, { ...rename, ifMatch: 2 })).toEqual(refused);
    expect(answerAfter(create, propose('RUNNING', { ifMatch: 1 })).status).toBe(201);
    expect(answerAfter(create, { ...rename, ifMatch: 1 }).status).toBe(204);
  });

  it.each([{ key: 'k' }, { transitionId: 't' }])(
    'answers a repeated call as the first time, whatever its If-Match: %j',
    (again) => {
      const first = propose('RUNNING', { ...again, ifMatch: 1 });
      const { answer } = calling(create, first, propose('FAILED'), first);
      expect(answer).toEqual({ ...answerAfter(create, first), repeated: true });
    },
  );

  it('decides a refused call anew when it is repeated', () => {
    const again = propose('PAUSED', { key: 'k' });
    const inputs = [create, propose('FAILED'), again, propose('PENDING'), again];
    expect(answerAfter(...inputs)).toMatchObject({ status: 201, repeated: false });
  });

  it('refuses another proposal under the same key, but not under the same transition id', () => {
    const second = (again: Partial<Proposal>) =>
      answerAfter(create, propose('RUNNING', again), propose('PENDING', again)).status;
    expect(second({ key: 'k' })).toBe(422);
    expect(second({ transitionId: 't' })).toBe(201);
  });

  it('knows which answers are past: those that are never given again', () => {
    const keyed = propose('RUNNING', { key: 'k', ifMatch: 1 });
    const stale = propose('PENDING', { ifMatch: 1 });
    const inputs = [
      read,
      create,
      read,
      keyed,
      create,
      stale,
      propose('FAILED'),
      rename,
      keyed,
      read,
    ];
    const upTo = inputs.map((_, index) => inputs.slice(0, index + 1));
    const answers = upTo.map((made) => answerAfter(...made));
    const past = upTo
      .map((made) => calling(...made).after)
      .map((run) => answers.map((answer) => taskRun.isPast(run, answer)));
    past.forEach((known, at) => expect(known.slice(at + 1)).not.toContain(true));
    expect(past.at(-1)).toEqual([...Array<boolean>(7).fill(true), false, false, false]);
  });

  describe('with ids that the server chose', () => {
    const running = propose('RUNNING', { key: 'k' });
    const created = withIds(answerAfter(create), 'run', 's1');
    const granted = withIds(answerAfter(create, running), 'run', 's2');
    const found = withIds(answerAfter(create, running, read), 'run', 's2');

    it('takes the first that it is told, and no other after that', () => {
      expect(fits([create, created], [running, granted], [read, found])).toBe(true);
      const other = withIds(found, 'run', 's3');
      expect(fits([create, created], [running, granted], [read, other])).toBe(false);
      expect(fits([create, created], [running, granted], [read, withIds(found, 'r', 's2')])).toBe(
        false,
      );
    });

    it('learns of an open call from the next answer that shows it', () => {
      const again = { ...granted, repeated: true };
      expect(fits([create, null], [running, null], [read, found], [running, again])).toBe(true);
      const other = withIds(again, 'run', 's3');
      expect(fits([create, null], [running, null], [read, found], [running, other])).toBe(false);
    });

    it('refuses a read that is behind', () => {
      expect(fits([create, created], [read, created])).toBe(false); // a read is never 201
      const behind = { ...created, status: 200 };
      expect(fits([create, created], [read, behind], [running, granted])).toBe(true);
      expect(fits([create, created], [running, granted], [read, behind])).toBe(false);
    });
  });
});

type Told = Readonly<{ verdict: unknown; written: readonly string[] | null; runCount: number }>;

function decidedByModel(state: State, runCount: number, proposal: Proposal): Told {
  const run = { run: { id: null, name: 'run', runCount }, revision: 1, state, grants: [] };
  const { after, answer } = answerTo(run, proposal);
  if (after === null || !answer.state) throw new Error('the model has lost the run');
  const { type, name } = answer.state;
  return {
    verdict: answer.verdict,
    written: answer.status === 201 ? [type, name] : null,
    runCount: after.run.runCount,
  };
}

function decidedByPolicy(state: State, runCount: number, proposal: Proposal): Told {
  const { type, force, deferred } = proposal;
  const { retries: count, retry_delay: delay } = EMPIRICAL_POLICY;
  const current = inState(state.type as StateType, { name: state.name, data: data(state) });
  const proposed = proposalOf(type as StateType, { force, deferred, data: data(proposal) });
  const run = { runCount, ...retries(count, delay) };
  const { decision } = given(current, run).when(proposed);
  if (decision.outcome === 'missing') throw new Error('the run has no flow run');
  const { status } = decision.verdict;
  const verdict = { status, reason: status === 'ACCEPT' ? null : decision.verdict.reason };
  if (decision.outcome === 'refused') return { verdict, written: null, runCount };
  const { event } = decision;
  return {
    verdict,
    written: [event.state.type, event.state.name],
    runCount: event.run.runCount,
  };
}

const data = ({ result }: Readonly<{ result: boolean }>) => (result ? dataOf({ rows: 1 }) : null);

const both = [false, true];

const situations = (): { state: State; runCount: number }[] =>
  both.flatMap((result) =>
    [0, 1, 2, 3].flatMap((runCount) =>
      [...STATE_TYPES.map((type) => [type, defaultName(type)]), ['SCHEDULED', 'AwaitingRetry']].map(
        ([type = '', name = '']) => ({
          state: { id: 's1', type, name, token: 'before', result },
          runCount,
        }),
      ),
    ),
  );

const proposals = (): Proposal[] =>
  STATE_TYPES.flatMap((type) =>
    both.flatMap((force) =>
      both.flatMap((deferred) => both.map((result) => propose(type, { force, deferred, result }))),
    ),
  );
