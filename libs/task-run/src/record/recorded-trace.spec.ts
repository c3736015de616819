import { given } from '../decide.fixture.js';
import { noon, propose, scheduled } from '../situation.fixture.js';
import { recordTrace } from './recorded-trace.js';

describe('a recorded trace', () => {
  it('tells moments as text, and nothing that is null', () => {
    const { decision } = given(scheduled({ at: noon(60) })).when(propose('RUNNING'));
    expect(JSON.parse(JSON.stringify(recordTrace(decision.trace)))).toEqual([
      { rule: 'ServeFromCache', said: 'pass' },
      { rule: 'RequireRunningFlow', said: 'pass' },
      { rule: 'TakeTagSlots', said: 'pass' },
      { rule: 'WaitForScheduledTime', read: { due: '2027-01-15T12:01:00Z' }, said: 'wait' },
    ]);
  });
});
