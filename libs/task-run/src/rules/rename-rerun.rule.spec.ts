import { accepted, booked, given } from '../decide.fixture.js';
import { inState, NOON, propose, scheduled } from '../situation.fixture.js';
import { renameRerun } from './rename-rerun.rule.js';

const start = propose('RUNNING', { name: 'Mine' });
const startedOnce = { runCount: 1 };

describe(renameRerun.name, () => {
  it('leaves its name to a first start', () => {
    given(inState('PENDING'))
      .when(start)
      .then(accepted('RUNNING', { name: 'Mine' }));
  });

  it('names a start Rerunning that is not the first', () => {
    for (const type of ['PENDING', 'RUNNING', 'CANCELLING', 'PAUSED'] as const) {
      given(inState(type), startedOnce)
        .when(start)
        .then(accepted('RUNNING', { name: 'Rerunning' }), booked({ runCount: 2 }));
    }
  });

  it('names a start Retrying after AwaitingRetry', () => {
    given(scheduled({ at: NOON, name: 'AwaitingRetry' }), startedOnce)
      .when(start)
      .then(accepted('RUNNING', { name: 'Retrying' }));
  });

  it('goes by the name AwaitingRetry, whatever the type', () => {
    given(inState('PAUSED', { name: 'AwaitingRetry' }), startedOnce)
      .when(start)
      .then(accepted('RUNNING', { name: 'Retrying' }));
  });

  it('leaves its name to a start after an end, as it counts from zero', () => {
    given(inState('FAILED', { name: 'AwaitingRetry' }), { runCount: 3 })
      .when(start)
      .then(accepted('RUNNING', { name: 'Mine' }));
  });

  it('leaves its name to the start of a run without a state', () => {
    given(null, startedOnce)
      .when(start)
      .then(accepted('RUNNING', { name: 'Mine' }));
  });

  it('never renames a forced start', () => {
    given(inState('RUNNING'), startedOnce)
      .when(propose('RUNNING', { force: true }))
      .then(accepted('RUNNING'));
  });
});
