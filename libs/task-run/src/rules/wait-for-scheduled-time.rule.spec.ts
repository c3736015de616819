import { accepted, given, wait } from '../decide.fixture.js';
import { deferred, inState, noon, NOON, propose, scheduled } from '../situation.fixture.js';
import { waitForScheduledTime } from './wait-for-scheduled-time.rule.js';

const EARLY = 'Scheduled time is in the future';

describe(waitForScheduledTime.name, () => {
  it('waits until the scheduled time', () => {
    for (const start of [propose('RUNNING'), deferred('RUNNING')]) {
      given(scheduled({ at: NOON }))
        .at(noon(-120))
        .when(start)
        .then(wait(120, EARLY));
    }
  });

  it('lets a run start that is due', () => {
    given(scheduled({ at: NOON }))
      .at(noon(60))
      .when(propose('RUNNING'))
      .then(accepted('RUNNING'));
  });

  it('lets a run start half a second early', () => {
    given(scheduled({ at: NOON }))
      .at(noon(-0.5))
      .when(propose('RUNNING'))
      .then(accepted('RUNNING'));
  });

  it.each([
    [0.500_001, 1],
    [1.499_999, 1],
    [1.5, 1],
    [1.500_001, 2],
    [98_004_277.2, 98_004_277],
  ])('tells %d s as %d, half a second down', (left, told) => {
    given(scheduled({ at: noon(left) }))
      .when(propose('RUNNING'))
      .then(wait(told, EARLY));
  });

  it('waits out of PENDING as well', () => {
    given(inState('PENDING', { scheduledTime: noon(60) }))
      .when(propose('RUNNING'))
      .then(wait(60, EARLY));
  });

  it.each(['PAUSED', 'CANCELLING', 'RUNNING', 'FAILED'] as const)(
    'lets a run start out of %s, whatever the time there',
    (type) => {
      given(inState(type, { scheduledTime: noon(60) }))
        .when(propose('RUNNING'))
        .then(accepted('RUNNING'));
    },
  );

  it('lets a run start that has no time', () => {
    given(inState('PENDING')).when(propose('RUNNING')).then(accepted('RUNNING'));
  });

  it('asks nothing of a forced start', () => {
    given(scheduled({ at: noon(60) }))
      .when(propose('RUNNING', { force: true }))
      .then(accepted('RUNNING'));
  });
});
