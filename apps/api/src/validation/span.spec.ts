import type { Found } from './reader.js';
import { readSpan } from './span.js';

describe('a span of time', () => {
  it.each([
    [60, 60],
    [0.5, 0.5],
    [-60, -60],
    ['60', 60],
    ['0.25', 0.25],
    ['PT1M', 60],
    ['-PT1.5S', -1.5],
    ['P1W2DT3H', 788_400],
    ['00:01', 60],
    ['01:00:00.5', 3600.5],
    ['2 days, 00:00:01', 172_801],
  ])('%j is %d s', (form, seconds) => {
    expect(readSpan(form, [])).toBe(BigInt(seconds * 1_000_000));
  });

  it.each([
    ['a while', 'time_delta_parsing'],
    ['P', 'time_delta_parsing'],
    ['PT', 'time_delta_parsing'],
    [1e400, 'time_delta_parsing'],
    [1e15, 'time_delta_parsing'],
    [true, 'time_delta_type'],
  ])('is not read out of %j', (form, type) => {
    const faults: Found[] = [];
    readSpan(form, faults);
    expect(faults.map((fault) => fault.type)).toEqual([type]);
  });
});
