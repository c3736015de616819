import { FIRST_MOMENT, LAST_MOMENT, micros, type Micros } from '@app/orchestration';
import { refuse, type Found, type Reader } from './reader.js';

/**
 * A moment of the years 1 to 9999: ISO 8601 with any offset (none is UTC), a blank for the T, a bare date, or seconds
 * since 1970 as a number or text, milliseconds where those would be over 20,000,000,000. What is finer than a
 * microsecond is cut off.
 */
export const readMoment: Reader<Micros> = (value, faults) => {
  if (typeof value === 'number') return fromEpoch(value, value, faults);
  if (typeof value !== 'string') {
    return refuse(faults, 'datetime_type', 'Input should be a valid datetime', value);
  }
  const calendar = ISO.exec(value);
  if (calendar) return fromCalendar(calendar, faults);
  if (NUMERIC.test(value)) return fromEpoch(Number(value), value, faults);
  const error = value.length < 10 ? 'input is too short' : 'invalid character in year';
  return refuseMoment(faults, error, value);
};

const DATE = String.raw`(\d{4})-(\d\d)-(\d\d)`;
const CLOCK = String.raw`(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?`;
const OFFSET = String.raw`(?:[Zz]|([+\-−])(\d\d)(?::?(\d\d))?)`;
const ISO = new RegExp(`^${DATE}(?:[Tt _]${CLOCK}${OFFSET}?)?$`);
const NUMERIC = /^[+-]?\d+(?:\.\d*)?$/;

const MILLISECONDS_ABOVE = 20_000_000_000;

function fromCalendar(parts: RegExpExecArray, faults: Found[]): Micros | null {
  const [text, year, month, day, hour, minute, second, fraction, sign, hours, minutes] = parts;
  const error =
    outside('month', month, 1, 12) ??
    (Number(day) < 1 || Number(day) > daysIn(Number(year), Number(month))
      ? 'day value is outside expected range'
      : null) ??
    outside('hour', hour, 0, 23) ??
    outside('minute', minute, 0, 59) ??
    outside('second', second, 0, 59) ??
    outside('timezone hour', hours, 0, 23) ??
    outside('timezone minute', minutes, 0, 59);
  if (error !== null) return refuseMoment(faults, error, text);
  const ahead = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * (sign === '+' ? 60 : -60);
  const clock = Number(hour ?? 0) * 3600 + Number(minute ?? 0) * 60 + Number(second ?? 0);
  const seconds = daysSince1970(Number(year), Number(month), Number(day)) * 86_400 + clock - ahead;
  const rest = Number((fraction ?? '').slice(0, 6).padEnd(6, '0'));
  return inRange(BigInt(seconds) * 1_000_000n + BigInt(rest), text, faults);
}

function fromEpoch(number: number, input: unknown, faults: Found[]): Micros | null {
  if (!Number.isFinite(number)) return refuseMoment(faults, 'NaN values not permitted', input);
  const unit = Math.abs(number) > MILLISECONDS_ABOVE ? 1_000 : 1_000_000; // µs
  const whole = Math.floor(number);
  const rest = Math.round((number - whole) * unit);
  return inRange(BigInt(whole) * BigInt(unit) + BigInt(rest), input, faults);
}

const inRange = (moment: bigint, input: unknown, faults: Found[]): Micros | null =>
  moment >= FIRST_MOMENT && moment <= LAST_MOMENT
    ? micros(moment)
    : refuseMoment(faults, 'dates outside the years 1 to 9999 are not supported', input);

const refuseMoment = (faults: Found[], error: string, input: unknown): null =>
  refuse(
    faults,
    'datetime_from_date_parsing',
    `Input should be a valid datetime or date, ${error}`,
    input,
    { error },
  );

const outside = (
  part: string,
  digits: string | undefined,
  low: number,
  high: number,
): string | null =>
  digits !== undefined && (Number(digits) < low || Number(digits) > high)
    ? `${part} value is outside expected range of ${low}-${high}`
    : null;

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil: the year begins in March. */
function daysSince1970(year: number, month: number, day: number): number {
  const y = month > 2 ? year : year - 1;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
