import {
  between,
  FIRST_MOMENT,
  formatMoment,
  LAST_MOMENT,
  latest,
  micros,
  plus,
  secondsAfter,
  toSeconds,
} from './index.js';

const moment = micros(1_800_014_400_000_001n);

describe('seconds after a moment', () => {
  it.each([
    [0, 1_800_014_400_000_001n],
    [1.5, 1_800_014_401_500_001n],
    [-30, 1_800_014_370_000_001n],
    [0.000_000_4, 1_800_014_400_000_001n],
    [0.000_000_6, 1_800_014_400_000_002n],
  ])('%d s are counted in µs', (seconds, expected) => {
    expect(secondsAfter(moment, seconds)).toBe(expected);
  });

  it.each([1e12, 1e300, Number.MAX_VALUE, Infinity])('%d s end with the last moment', (seconds) => {
    expect(secondsAfter(moment, seconds)).toBe(LAST_MOMENT);
    expect(secondsAfter(moment, -seconds)).toBe(FIRST_MOMENT);
  });

  it.each([-64, -33, -32, -17, -16, -1, 0, 1, 16, 17, 32, 64])(
    'stay within the calendar %d µs from its end',
    (off) => {
      for (const start of [0n, 999n, 1_800_014_400_000_017n]) {
        const seconds = (Number(LAST_MOMENT - start) + off) / 1_000_000;
        expect(formatMoment(secondsAfter(micros(start), seconds))).toMatch(/^9999-12-31T23:59:59/);
      }
    },
  );
});

describe('spans', () => {
  it('are what lies between two moments', () => {
    expect(between(moment, plus(moment, micros(7n)))).toBe(7n);
    expect(between(plus(moment, micros(7n)), moment)).toBe(-7n);
  });

  it('are told in seconds', () => {
    expect(toSeconds(micros(-1_500_000n))).toBe(-1.5);
  });
});

describe('the latest of two moments', () => {
  it.each([
    [1n, 2n, 2n],
    [2n, 1n, 2n],
    [LAST_MOMENT - 1n, LAST_MOMENT, LAST_MOMENT],
  ])('of %d and %d is %d', (a, b, later) => {
    expect(latest(micros(a), micros(b))).toBe(later);
  });
});
