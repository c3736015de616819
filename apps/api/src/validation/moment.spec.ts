import fc from 'fast-check';
import { FIRST_MOMENT, formatMoment, LAST_MOMENT, micros } from '@app/orchestration';
import { readMoment } from './moment.js';
import type { Found } from './reader.js';

function reading(value: unknown): string {
  const faults: Found[] = [];
  const moment = readMoment(value, faults);
  return moment === null ? complaint(faults) : formatMoment(moment);
}

const complaint = ([fault]: readonly Found[]): string =>
  /^Input should be a valid datetime or date, (.*)$/.exec(fault?.msg ?? '')?.[1] ??
  fault?.type ??
  '';

const NOON = '2031-02-03T12:00:00Z';

describe('a moment', () => {
  it.each([
    '2031-02-03T12:00:00Z',
    '2031-02-03t12:00:00z',
    '2031-02-03T12:00',
    '2031-02-03 12:00:00.000',
    '2031-02-03_12:00:00Z',
    '2031-02-03T17:30:00+05:30',
    '2031-02-03T17:30:00+0530',
    '2031-02-03T04:00:00-08',
    '2031-02-04T00:00:00.0+12:00',
    1927886400,
    1927886400000,
    '1927886400',
    '1927886400.0',
    '1927886400000',
  ])('is read out of %j', (form) => {
    expect(reading(form)).toBe(NOON);
  });

  it.each([
    ['2041-05-01', '2041-05-01T00:00:00Z'],
    ['2024-02-29', '2024-02-29T00:00:00Z'],
    ['2041-05-01T00:00:00.1Z', '2041-05-01T00:00:00.100000Z'],
    ['2041-05-01T00:00:00,000001Z', '2041-05-01T00:00:00.000001Z'],
    ['2041-05-01T00:00:00.0000019Z', '2041-05-01T00:00:00.000001Z'],
    [1.000001, '1970-01-01T00:00:01.000001Z'],
    [-0.5, '1969-12-31T23:59:59.500000Z'],
    [20_000_000_000, '2603-10-11T11:33:20Z'],
    [20_000_000_001, '1970-08-20T11:33:20.001000Z'],
    ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
    ['9999-12-31T23:59:59.9999999Z', '9999-12-31T23:59:59.999999Z'],
  ])('%j is %s', (form, text) => {
    expect(reading(form)).toBe(text);
  });

  it.each([
    ['soon', 'input is too short'],
    ['', 'input is too short'],
    ['in the year 2031', 'invalid character in year'],
    ['2031-02-30T00:00:00Z', 'day value is outside expected range'],
    ['2031-02-29', 'day value is outside expected range'],
    ['2100-02-29', 'day value is outside expected range'],
    ['2031-13-01', 'month value is outside expected range of 1-12'],
    ['2031-02-03T25:00:00Z', 'hour value is outside expected range of 0-23'],
    ['2031-02-03T00:60:00Z', 'minute value is outside expected range of 0-59'],
    ['2031-02-03T00:00:60Z', 'second value is outside expected range of 0-59'],
    ['2031-02-03T00:00:00+24:00', 'timezone hour value is outside expected range of 0-23'],
    ['0000-12-31', 'dates outside the years 1 to 9999 are not supported'],
    ['0001-01-01T00:00:00+01:00', 'dates outside the years 1 to 9999 are not supported'],
    ['9999-12-31T23:59:59-01:00', 'dates outside the years 1 to 9999 are not supported'],
    [1e300, 'dates outside the years 1 to 9999 are not supported'],
    [1e400, 'NaN values not permitted'],
    [true, 'datetime_type'],
    [null, 'datetime_type'],
  ])('is not read out of %j', (form, error) => {
    expect(reading(form)).toBe(error);
  });

  it('reads what it tells', () => {
    fc.assert(
      fc.property(fc.bigInt(FIRST_MOMENT, LAST_MOMENT), (moment) => {
        expect(readMoment(formatMoment(micros(moment)), [])).toBe(moment);
      }),
    );
  });
});
