import { micros, formatMoment, parseMoment } from './index.js';

describe('a moment', () => {
  it.each([
    [0n, '1970-01-01T00:00:00Z'],
    [1n, '1970-01-01T00:00:00.000001Z'],
    [-1n, '1969-12-31T23:59:59.999999Z'],
    [1_927_857_906_100_000n, '2031-02-03T04:05:06.100000Z'],
    [253_402_300_799_999_999n, '9999-12-31T23:59:59.999999Z'],
    [-62_135_596_800_000_000n, '0001-01-01T00:00:00Z'],
  ])('%d µs is told and read as %s', (value, text) => {
    expect(formatMoment(micros(value))).toBe(text);
    expect(parseMoment(text)).toBe(value);
  });
});
