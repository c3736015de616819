import type { Json } from '@app/orchestration';
import { dataOf, inState, noon, TICK } from '../situation.fixture.js';
import { decodeState, encodeState } from './state.codec.js';

describe('a state as text', () => {
  it('writes neither null nor what every state has', () => {
    expect(encodeState(inState('RUNNING'))).toBe(
      '{"id":"0c000000-0000-7000-8000-00000000000c","type":"RUNNING","name":"Running","timestamp":"2027-01-15T11:00:00Z"}',
    );
  });

  it.each([
    ['no data', {}],
    ['data', { data: dataOf({ a: [null, ''] }) }],
    ['falsy data', { data: dataOf(0) }],
    ['an empty name and message', { name: '', message: '' }],
    ['a detail that is null, not false', { deferred: null }],
    ['a detail that is false, not null', { retriable: false }],
    ['moments', { scheduledTime: noon(0), cacheExpiration: noon(TICK), pauseTimeout: noon(-2e9) }],
    ['text that looks like a moment', { cacheKey: '2027-01-15T12:00:00Z' }],
  ])('is read as it was: %s', (_, fields) => {
    const state = inState('PAUSED', fields);
    expect(decodeState(encodeState(state))).toStrictEqual(state);
  });

  it.each(['12345678901234567890', '1.0', '1e400', '-0', '{ "n" : [ 1.0 ] }'])(
    'keeps the data %s as written',
    (source) => {
      const data = { value: JSON.parse(source) as Json, source };
      const state = inState('COMPLETED', { data });
      expect(decodeState(encodeState(state))).toStrictEqual(state);
    },
  );
});
