import { aborted, accepted, given } from '../decide.fixture.js';
import { deferred, inState, NOON, propose } from '../situation.fixture.js';
import { preventPendingTransitions } from './prevent-pending-transitions.rule.js';

const guard = (type: string): string =>
  `This run is in a ${type} state and cannot transition to a PENDING state.`;

describe(preventPendingTransitions.name, () => {
  it.each(['PENDING', 'CANCELLING', 'RUNNING', 'CANCELLED'] as const)(
    'aborts the fall back from %s',
    (type) => {
      given(inState(type))
        .when(deferred('PENDING'))
        .then(aborted(guard(type)));
    },
  );

  it.each(['SCHEDULED', 'PAUSED', 'FAILED', 'CRASHED', 'COMPLETED'] as const)(
    'lets a run go from %s to PENDING',
    (type) => {
      given(inState(type)).when(deferred('PENDING')).then(accepted('PENDING'));
    },
  );

  it('lets a PENDING run change its name, and keeps its schedule and lease', () => {
    const kept = { scheduledTime: NOON, deploymentConcurrencyLeaseId: 'lease' };
    given(inState('PENDING', kept))
      .when(deferred('PENDING', { name: 'Submitting' }))
      .then(accepted('PENDING', { name: 'Submitting', details: expect.objectContaining(kept) }));
  });

  it('aborts a name that stays the same', () => {
    given(inState('PENDING', { name: 'Submitting' }))
      .when(deferred('PENDING', { name: 'Submitting' }))
      .then(aborted(guard('PENDING')));
  });

  it('aborts the way back to the name Pending', () => {
    given(inState('PENDING', { name: 'Submitting' }))
      .when(deferred('PENDING'))
      .then(aborted(guard('PENDING')));
  });

  it('judges deferred proposals only', () => {
    given(inState('RUNNING')).when(propose('PENDING')).then(accepted('PENDING'));
  });
});
