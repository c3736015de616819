import type { Effect } from '../facts.js';
import { aborted, accepted, asking, given, releasing, wait } from '../decide.fixture.js';
import { deferred, inState, limit, noon, propose, scheduled } from '../situation.fixture.js';
import { takeTagSlots } from './take-tag-slots.rule.js';

const slots = (...tags: readonly string[]): readonly Effect[] =>
  tags.map((tag) => ({ effect: 'take-slot', limitId: `limit-${tag}` }));
const deadlock = (tag: string): string =>
  `The concurrency limit on tag "${tag}" is 0 and will deadlock if the task tries to run again.`;
const reached = (tags: string): string => `Concurrency limit reached for tags: ${tags}`;

const pending = given(inState('PENDING'));
const start = propose('RUNNING');

describe(takeTagSlots.name, () => {
  it('takes a slot in the limit of each tag', () => {
    pending
      .with({ limits: [limit('red'), limit('blue', { limit: 3, taken: 2 })] })
      .when(start)
      .then(accepted('RUNNING'), asking(...slots('red', 'blue')), releasing());
  });

  it('waits if one of its tags is full, and takes no slot in the others', () => {
    pending
      .with({ limits: [limit('red'), limit('blue', { taken: 1 })] })
      .when(start)
      .then(wait(2, reached('red, blue')));
  });

  it.each([
    [0, 2],
    [0.999_999, 3],
  ])('waits about the average occupancy: chance %d, %d s', (chance, seconds) => {
    pending
      .with({ limits: [limit('red', { taken: 1 })], chance })
      .when(start)
      .then(wait(seconds, reached('red')));
  });

  it.each([
    ['a longer one counts as ten', 3600],
    ['none at all counts as ten', 0],
  ])('waits ten seconds at the most: %s', (_, averageOccupancy) => {
    pending
      .with({ limits: [limit('red', { taken: 1, averageOccupancy })], chance: 0.999_999 })
      .when(start)
      .then(wait(13, reached('red')));
  });

  it('waits for the fullest limit', () => {
    const slow = limit('slow', { limit: 2, taken: 4, averageOccupancy: 8 });
    const full = limit('full', { limit: 2, taken: 2, averageOccupancy: 1 });
    for (const limits of [
      [slow, full],
      [full, slow],
    ]) {
      pending
        .with({ limits, chance: 0 })
        .when(start)
        .then({ verdict: { delaySeconds: 6 } });
    }
  });

  it('aborts a run that would wait for ever', () => {
    pending
      .with({ limits: [limit('red', { limit: 0 })] })
      .when(start)
      .then(aborted(deadlock('red')));
  });

  it('departure 4: a holder keeps its slot when it starts again', () => {
    for (const type of ['RUNNING', 'CANCELLING'] as const) {
      given(inState(type))
        .with({ limits: [limit('red', { taken: 1, holds: true })] })
        .when(start)
        .then(accepted('RUNNING'), asking(...slots('red')));
    }
  });

  it('departure 4: a holder still waits for the tags whose slot it does not hold', () => {
    given(inState('RUNNING'))
      .with({ limits: [limit('red', { taken: 1, holds: true }), limit('blue', { taken: 1 })] })
      .when(start)
      .then(wait(2, reached('red, blue')));
  });

  it('departure 5: beside a zero limit the ABORT stands and no slot is taken, whatever the others say', () => {
    const zero = limit('zero', { limit: 0 });
    for (const other of [limit('red'), limit('red', { taken: 1 })]) {
      for (const limits of [
        [zero, other],
        [other, zero],
      ]) {
        const { decision, then } = pending.with({ limits }).when(start);
        then(aborted(deadlock('zero')));
        expect(decision).not.toHaveProperty('before');
      }
    }
  });

  it('takes no slot if a later rule refuses', () => {
    const { decision, then } = given(scheduled({ at: noon(60) }))
      .with({ limits: [limit('red')] })
      .when(start);
    then(wait(60, 'Scheduled time is in the future'));
    expect(decision).not.toHaveProperty('before');
  });

  it('asks nothing of a forced or a deferred start', () => {
    for (const unasked of [propose('RUNNING', { force: true }), deferred('RUNNING')]) {
      pending
        .with({ limits: [limit('red', { limit: 0 })] })
        .when(unasked)
        .then(accepted('RUNNING'), asking());
    }
  });
});
