import { accepted, booked, given, replaced } from '../decide.fixture.js';
import { dataOf, deferred, inState, noon, propose, retries, TICK } from '../situation.fixture.js';
import { retryFailed } from './retry-failed.rule.js';

const fail = propose('FAILED');
const running = (runCount: number, ...policy: Parameters<typeof retries>) =>
  given(inState('RUNNING'), { runCount, ...retries(...policy) });
const awaitingRetry = (seconds: number) =>
  replaced('Retrying', 'SCHEDULED', {
    name: 'AwaitingRetry',
    details: expect.objectContaining({ scheduledTime: noon(seconds) }),
  });

describe(retryFailed.name, () => {
  it('schedules a run that fails with a retry left', () => {
    running(1, 1, 90)
      .when(fail)
      .then(awaitingRetry(90), booked({ nextScheduledStartTime: noon(90), endTime: null }));
  });

  it('accepts the failure once the retries are used up', () => {
    running(2, 1, 90)
      .when(fail)
      .then(accepted('FAILED'), booked({ endTime: noon(TICK) }));
  });

  it('keeps message and data of the failure, and none of its details', () => {
    const data = dataOf({ type: 'reference', storage_key: 'e' });
    running(1, 1)
      .when(propose('FAILED', { message: 'no luck', data, cacheKey: 'key', retriable: true }))
      .then(
        replaced('Retrying', 'SCHEDULED', {
          message: 'no luck',
          data,
          details: expect.objectContaining({ cacheKey: null, retriable: null }),
        }),
      );
  });

  it.each([
    [null, null],
    [0, 5],
  ])('accepts the failure of a run with %j retries', (count, delay) => {
    running(1, count, delay).when(fail).then(accepted('FAILED'));
  });

  it('accepts a failure that is marked as not retriable', () => {
    running(1, 3)
      .when(propose('FAILED', { retriable: false }))
      .then(accepted('FAILED'));
  });

  it('retries a failure that is marked as retriable, or not at all', () => {
    for (const retriable of [true, null]) {
      running(1, 3).when(propose('FAILED', { retriable })).then(awaitingRetry(0));
    }
  });

  it.each([
    ['no delay', 1, null, 0],
    ['a number', 1, 2.5, 2.5],
    ['a number in the past', 1, -30, -30],
    ['the first of a list', 1, [10, 20], 10],
    ['the second of a list', 2, [10, 20], 20],
    ['the last of a list that is too short', 3, [10, 20], 20],
  ])('takes its delay from %s', (_, runCount, delay, seconds) => {
    running(runCount, 3, delay).when(fail).then(awaitingRetry(seconds));
  });

  it('departure 2: an empty list of delays is no delay', () => {
    running(1, 1, []).when(fail).then(awaitingRetry(0));
    running(2, 1, []).when(fail).then(accepted('FAILED'));
  });

  it('spreads the retries around their delay', () => {
    const delayAt = (chance: number): number => {
      const { decision } = running(1, 1, 100, 0.5).with({ chance }).when(fail);
      if (decision.outcome !== 'granted') throw new Error('not granted');
      return Number((decision.event.state.details.scheduledTime ?? 0n) - noon(0)) / 1e6;
    };
    expect(delayAt(0)).toBeCloseTo(62.9, 0);
    expect(delayAt(0.999_999_999)).toBeCloseTo(150, 0);
  });

  it.each([0, -5])('spreads nothing around a delay of %d s', (delay) => {
    running(1, 1, delay, 0.5).when(fail).then(awaitingRetry(delay));
  });

  it('accepts the failure of a run that is not RUNNING', () => {
    given(inState('PENDING'), retries(3)).when(fail).then(accepted('FAILED'));
  });

  it('retries no crash', () => {
    running(1, 3).when(propose('CRASHED')).then(accepted('CRASHED'));
  });

  it('retries a deferred failure even by force, and no other forced one', () => {
    const deferredByForce = { ...deferred('FAILED'), force: true };
    running(1, 1).when(deferredByForce).then(awaitingRetry(0));
    running(1, 1)
      .when(propose('FAILED', { force: true }))
      .then(accepted('FAILED'));
  });
});
