declare const unit: unique symbol;

/** A moment or a span in microseconds; moments count from 1970-01-01T00:00:00Z. A double would lose them after the year 2255. */
export type Micros = bigint & { readonly [unit]: 'µs' };

export const micros = (value: bigint): Micros => value as Micros;

export const SECOND = micros(1_000_000n);

export const plus = (moment: Micros, span: Micros): Micros => micros(moment + span);

export const between = (from: Micros, to: Micros): Micros => micros(to - from);

export const latest = (a: Micros, b: Micros): Micros => (a > b ? a : b);

/** Seconds as a double, for what the contract counts in seconds. */
export const toSeconds = (span: Micros): number => Number(span) / 1_000_000;

/** A span of so many seconds, rounded to the microsecond. */
export const fromSeconds = (seconds: number): Micros =>
  micros(BigInt(Math.round(seconds * 1_000_000)));
