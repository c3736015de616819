import { STATE_TYPES } from '@app/orchestration';
import { accepted, given } from '../decide.fixture.js';
import { deferred, noon, NOON, propose, scheduled, inState } from '../situation.fixture.js';
import { copyScheduledTime } from './copy-scheduled-time.rule.js';

const scheduledAt = (scheduledTime: bigint | null) => ({
  details: expect.objectContaining({ scheduledTime }),
});

describe(copyScheduledTime.name, () => {
  it('copies the time from SCHEDULED to PENDING', () => {
    for (const proposal of [propose('PENDING'), deferred('PENDING')]) {
      given(scheduled({ at: noon(60) }))
        .when(proposal)
        .then(accepted('PENDING', scheduledAt(noon(60))));
    }
  });

  it('leaves a time that the proposal brings', () => {
    given(scheduled({ at: noon(60) }))
      .when(propose('PENDING', { scheduledTime: noon(90) }))
      .then(accepted('PENDING', scheduledAt(noon(90))));
  });

  it.each(STATE_TYPES.filter((type) => type !== 'PENDING' && type !== 'SCHEDULED'))(
    'copies no time to %s',
    (type) => {
      given(scheduled({ at: NOON }))
        .when(propose(type))
        .then(accepted(type, scheduledAt(null)));
    },
  );

  it('copies no time from another state', () => {
    given(inState('PENDING', { scheduledTime: noon(60) }))
      .when(propose('PENDING'))
      .then(accepted('PENDING', scheduledAt(null)));
  });
});
