import { creationViolations, violationsOf, type Proposal, type Shown } from './violations.mjs';

const running: Proposal = {
  token: 'a',
  body: { state: { type: 'RUNNING' } },
  granted: 's1',
  refusals: [],
  unanswered: 0,
};
const refused: Proposal = {
  token: 'b',
  body: { state: { type: 'PENDING' } },
  granted: null,
  refusals: [{ status: 'REJECT', reason: 'no' }],
  unanswered: 0,
};
const lost: Proposal = { ...refused, token: 'c', refusals: [], unanswered: 1 };

const state = (id: string, message: string): Shown['states'][number] => ({
  id,
  message,
  timestamp: `2030-01-01T00:00:00.00000${id.slice(1)}Z`,
});

const grant = (transition: number): Shown['decisions'][number] => ({
  transition,
  proposed: { type: 'RUNNING' },
  status: 'ACCEPT',
  reason: null,
  state_id: `s${transition - 1}`,
  count: 1,
});

const refusal: Shown['decisions'][number] = {
  ...grant(1),
  transition: null,
  proposed: { type: 'PENDING' },
  status: 'REJECT',
  reason: 'no',
  state_id: null,
};

const kept: Shown = {
  run: { name: 'r', state_id: 's1', estimated_run_time: 1 },
  row: { name: 'r', state_id: 's1', estimated_run_time: 2 },
  states: [state('s0', 'birth'), state('s1', 'a')],
  decisions: [grant(1), grant(2), refusal],
};
const after: Shown = {
  run: { state_id: 's2' },
  row: { state_id: 's2' },
  states: [...kept.states, state('s2', 'c')],
  decisions: [...kept.decisions, grant(3)],
};

describe('the comparison of the kill run', () => {
  it('finds nothing where every promise was kept', () => {
    expect(violationsOf([running, refused], kept)).toEqual([]);
  });

  it('lets an unanswered proposal be written or not', () => {
    expect(violationsOf([running, refused, lost], kept)).toEqual([]);
    expect(violationsOf([running, refused, lost], after)).toEqual([]);
  });

  it.each<[string, RegExp, Shown]>([
    [
      'a granted state that is gone',
      /a was granted as state s1/,
      { ...kept, states: [state('s0', 'birth')] },
    ],
    [
      'a state that is there twice',
      /a was written 2 times/,
      { ...kept, states: [...kept.states, state('s1', 'a')] },
    ],
    [
      'a refused state in the history',
      /b was refused, and its state/,
      { ...after, states: [...kept.states, state('s2', 'b')] },
    ],
    [
      'a state that nobody proposed',
      /proposed by nobody/,
      { ...after, states: [...kept.states, state('s2', 'x')] },
    ],
    [
      'states out of order',
      /follow each other in time/,
      { ...kept, states: [state('s2', 'birth'), state('s1', 'a')] },
    ],
    [
      'a grant without a decision',
      /no decision says so/,
      { ...kept, decisions: [grant(1), refusal] },
    ],
    ['a forgotten refusal', /told 1 times, kept 0/, { ...kept, decisions: [grant(1), grant(2)] }],
    [
      'a gap in the transitions',
      /a gap: 1 2 4/,
      { ...after, decisions: [grant(1), grant(2), refusal, grant(4)] },
    ],
    [
      'a list that differs',
      /^name is "r", the list has "q"/,
      { ...kept, row: { ...kept.row, name: 'q' } },
    ],
    [
      'a run that the list has not',
      /^name is "r", the list has undefined/,
      { ...kept, row: undefined },
    ],
    [
      'a run that stands elsewhere',
      /^the run is in state s0/,
      { ...kept, run: { ...kept.run, state_id: 's0' } },
    ],
  ])('finds %s', (_, sentence, shown) => {
    expect(violationsOf([running, refused, lost], shown)).toContainEqual(
      expect.stringMatching(sentence),
    );
  });

  it('finds two runs under one natural key, and one that was created twice', () => {
    const creation = { dynamicKey: 'k', runIds: new Set(['r']), created: 1, unanswered: 0 };
    expect(creationViolations([creation])).toEqual([]);
    expect(creationViolations([{ ...creation, runIds: new Set(['r', 'q']) }])).toHaveLength(1);
    expect(creationViolations([{ ...creation, created: 2 }])).toHaveLength(1);
    expect(creationViolations([{ ...creation, created: 0 }])).toHaveLength(1);
    expect(creationViolations([{ ...creation, created: 0, unanswered: 1 }])).toEqual([]);
  });
});
