import { micros, type Micros } from '@app/orchestration';
import { refuse, type Found, type Reader } from './reader.js';

/** A span of time: seconds as a number or text, `[D days, ]HH:MM[:SS]`, or an ISO 8601 duration. */
export const readSpan: Reader<Micros> = (value, faults) => {
  if (typeof value === 'number') return inRange(value, value, faults);
  if (typeof value !== 'string') {
    return refuse(faults, 'time_delta_type', 'Input should be a valid timedelta', value);
  }
  if (NUMERIC.test(value)) return inRange(Number(value), value, faults);
  const parts = (CLOCK.exec(value) ?? ISO.exec(value))?.groups;
  return parts ? inRange(secondsOf(parts), value, faults) : refuseSpan(faults, value);
};

const NUMERIC = /^[+-]?\d+(?:\.\d*)?$/;
const CLOCK =
  /^(?<sign>[+-])?(?:(?<D>\d+) ?d(?:ays?)?,? ?)?(?<H>\d\d):(?<M>\d\d)(?::(?<S>\d\d(?:\.\d+)?))?$/i;
const ISO =
  /^(?<sign>[+-])?P(?=.)(?:(?<W>\d+)W)?(?:(?<D>\d+)D)?(?:T(?=.)(?:(?<H>\d+)H)?(?:(?<M>\d+)M)?(?:(?<S>\d+(?:\.\d+)?)S)?)?$/;

const LONGEST = 999_999_999 * 86_400; // seconds, as in the reference's language

const secondsOf = ({ sign, W, D, H, M, S }: Readonly<Record<string, string | undefined>>): number =>
  (sign === '-' ? -1 : 1) *
  (number(W) * 604_800 + number(D) * 86_400 + number(H) * 3600 + number(M) * 60 + number(S));

const number = (digits: string | undefined): number => Number(digits ?? 0);

const inRange = (seconds: number, input: unknown, faults: Found[]): Micros | null =>
  Math.abs(seconds) <= LONGEST
    ? micros(BigInt(Math.round(seconds * 1_000_000)))
    : refuseSpan(faults, input);

const refuseSpan = (faults: Found[], input: unknown): null =>
  refuse(faults, 'time_delta_parsing', 'Input should be a valid timedelta', input);
