import { STATE_TYPES, type StateType } from '@app/orchestration';
import { given } from '../decide.fixture.js';
import { dataOf, deferred, inState, propose } from '../situation.fixture.js';
import type { Proposal } from '../commands.js';

// What becomes of each type proposed to a run in each state, without flow run, tags and schedule (5.7). A cell is the
// name of the state that is written, "." for the default name of its type, or else who objects:
const SAYS = new Map([
  ['Run is already TYPE.', 'ended'],
  ['This run is already completed.', 'result'],
  ['This run is in a TYPE state and cannot transition to a PENDING state.', 'taken'],
]);

const CORE = `
  none        .  .  .          .  .  .  .      .      .
  SCHEDULED   .  .  .          .  .  .  .      .      .
  PENDING     .  .  .          .  .  .  .      .      .
  RUNNING     .  .  Rerunning  .  .  .  .      .      .
  COMPLETED   .  .  .          .  .  .  ended  ended  ended
  FAILED      .  .  .          .  .  .  ended  ended  ended
  CANCELLED   .  .  .          .  .  .  ended  ended  ended
  CRASHED     .  .  .          .  .  .  ended  ended  ended
  PAUSED      .  .  .          .  .  .  .      .      .
  CANCELLING  .  .  .          .  .  .  .      .      .
`;

const BACKGROUND = `
  none        .  .      .          .  .  .  .      .      .
  SCHEDULED   .  .      .          .  .  .  .      .      .
  PENDING     .  taken  .          .  .  .  .      .      .
  RUNNING     .  taken  Rerunning  .  .  .  .      .      .
  COMPLETED   .  .      .          .  .  .  ended  ended  ended
  FAILED      .  .      .          .  .  .  ended  ended  ended
  CANCELLED   .  taken  .          .  .  .  ended  ended  ended
  CRASHED     .  .      .          .  .  .  ended  ended  ended
  PAUSED      .  .      .          .  .  .  .      .      .
  CANCELLING  .  taken  .          .  .  .  .      .      .
`;

const WITH_A_RESULT = [...Array<string>(6).fill('result'), 'ended', 'ended', 'ended'];

const rowsOf = (table: string) =>
  table
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/))
    .map(([from = '', ...cells]) => ({ from, cells }));

const cellOf = (from: string, proposal: Proposal, data = dataOf(null)): string => {
  const state = from === 'none' ? null : inState(from as StateType, { data });
  const { decision } = given(state, { runCount: from === 'RUNNING' ? 1 : 0 }).when(proposal);
  if (decision.outcome === 'missing') return 'missing';
  const { verdict } = decision;
  if (verdict.status !== 'ACCEPT') return SAYS.get(verdict.reason.replace(from, 'TYPE')) ?? '?';
  const { name } = decision.outcome === 'granted' ? decision.event.state : { name: '?' };
  return name === proposal.state.name ? '.' : name;
};

describe('the state table', () => {
  it.each(rowsOf(CORE))('core: from $from', ({ from, cells }) => {
    expect(STATE_TYPES.map((type) => cellOf(from, propose(type)))).toEqual(cells);
  });

  it.each(rowsOf(BACKGROUND))('background: from $from', ({ from, cells }) => {
    expect(STATE_TYPES.map((type) => cellOf(from, deferred(type)))).toEqual(cells);
  });

  it.each(['none', ...STATE_TYPES])('forced: from %s anything goes, results or not', (from) => {
    const forced = STATE_TYPES.map((type) => propose(type, { force: true }));
    for (const data of [dataOf(null), dataOf({ type: 'reference' })]) {
      expect(forced.map((proposal) => cellOf(from, proposal, data))).toEqual(forced.map(() => '.'));
    }
  });

  it.each([
    { policy: 'core', proposing: propose },
    { policy: 'background', proposing: deferred },
  ])('$policy: from COMPLETED with a result', ({ proposing }) => {
    const row = STATE_TYPES.map((type) => cellOf('COMPLETED', proposing(type), dataOf([1])));
    expect(row).toEqual(WITH_A_RESULT);
  });
});
