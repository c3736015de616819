import { stored, type Data, type Json } from '@app/orchestration';
import type { Proposal } from '../commands.js';
import { given } from '../decide.fixture.js';
import {
  cached,
  dataOf,
  deferred,
  flowRun,
  inState,
  noon,
  propose,
  retries,
  scheduled,
} from '../situation.fixture.js';
import { recallProposal, recordProposal, type RecordedProposal } from './recorded-proposal.js';

const written = (source: string): Data => ({ value: JSON.parse(source) as Json, source });
const throughText = (recorded: RecordedProposal): RecordedProposal =>
  JSON.parse(JSON.stringify(recorded)) as RecordedProposal;

const pending = given(inState('PENDING'));
const running = given(inState('RUNNING'), { runCount: 1, ...retries(1) });
const donor = cached(
  inState('COMPLETED', { data: written('1.0'), message: 'kept', cacheKey: 'k' }),
);

describe('a recorded proposal', () => {
  it('is empty if it was set as it was', () => {
    const proposal = propose('PAUSED', { message: 'm', data: dataOf([1]), pauseKey: 'lunch' });
    const { decision } = pending.when(proposal);
    if (decision.outcome !== 'granted') throw new Error('not granted');
    expect(throughText(recordProposal(proposal, decision.event.state))).toEqual({});
  });

  it('tells what was changed', () => {
    const proposal = propose('FAILED', { message: 'boom', retriable: true });
    const { decision } = running.when(proposal);
    if (decision.outcome !== 'granted') throw new Error('not granted');
    expect(throughText(recordProposal(proposal, decision.event.state))).toEqual({
      type: 'FAILED',
      name: 'Failed',
      details: { scheduledTime: null, retriable: true },
    });
  });

  it.each<[string, typeof pending, Proposal]>([
    ['an accepted one', pending, propose('PAUSED', { message: 'm', pauseKey: 'lunch' })],
    ['a forced one', pending, propose('RUNNING', { force: true })],
    ['a deferred one', pending, deferred('RUNNING', { cacheExpiration: noon(60) })],
    ['one without a time', pending, propose('SCHEDULED')],
    ['one that was given a time', given(scheduled({ at: noon(60) })), propose('PENDING')],
    ['one that was renamed', running, propose('RUNNING', { name: 'Mine', refreshCache: null })],
    ['one that is retried', running, propose('FAILED', { data: dataOf('e'), retriable: true })],
    ['one with data', pending, propose('COMPLETED', { data: dataOf({ a: 1 }) })],
    ['one with numbers as written', pending, propose('COMPLETED', { data: written('[1.0]') })],
    ['one with a keyset', pending, propose('PAUSED', { runInputKeyset: { a: 'b' } })],
    [
      'one with artifact fields',
      pending,
      propose('COMPLETED', { data: dataOf({ rows: 3, artifact_key: 'k' }) }),
    ],
    [
      'one with artifact fields and numbers as written',
      pending,
      propose('COMPLETED', { data: written('{"n":1.0,"artifact_key":"k"}') }),
    ],
    [
      'one that is served from the cache',
      pending.with({ cached: donor }),
      propose('RUNNING', { cacheKey: 'k', data: dataOf({ own: true }) }),
    ],
    [
      'one that brings without need what the cache serves',
      pending.with({ cached: donor }),
      propose('RUNNING', { cacheKey: 'k', data: written('1.0'), message: 'kept' }),
    ],
    [
      'one that brings no data where the cache serves some',
      pending.with({ cached: donor }),
      propose('RUNNING', { cacheKey: 'k' }),
    ],
    [
      'one that is not ready',
      pending.with({ flowRun: flowRun('PAUSED', { pauseTimeout: noon(60) }) }),
      propose('RUNNING', { message: 'hello', data: dataOf(0), deferred: null }),
    ],
  ])('is recalled: %s', (_, run, proposal) => {
    const { decision } = run.when(proposal);
    if (decision.outcome !== 'granted') throw new Error('not granted');
    const { state } = decision.event;
    expect(recallProposal(throughText(recordProposal(proposal, state)), state)).toStrictEqual(
      proposal,
    );
  });

  it('forgets the inside of unpersisted data', () => {
    const proposal = propose('COMPLETED', { data: dataOf({ type: 'unpersisted', rows: 3 }) });
    const set = { ...proposal.state, data: stored(proposal.state.data) };
    const recalled = recallProposal(throughText(recordProposal(proposal, set)), set);
    expect(recalled.state.data).toEqual(dataOf({ type: 'unpersisted' }));
  });
});
