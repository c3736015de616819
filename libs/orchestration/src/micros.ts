declare const unit: unique symbol;

/** A moment or a span in microseconds; moments count from 1970-01-01T00:00:00Z. A double would lose them after the year 2255. */
export type Micros = bigint & { readonly [unit]: 'µs' };

export const micros = (value: bigint): Micros => value as Micros;

/** The moments that ISO 8601 with four digits for the year can tell. */
export const FIRST_MOMENT = micros(-62_135_596_800_000_000n);
export const LAST_MOMENT = micros(253_402_300_799_999_999n);

export const plus = (a: Micros, b: Micros): Micros => micros(a + b);

export const between = (from: Micros, to: Micros): Micros => micros(to - from);

export const latest = (a: Micros, b: Micros): Micros => (a > b ? a : b);

/** Seconds as a double, for what the contract counts in seconds. */
export const toSeconds = (span: Micros): number => Number(span) / 1_000_000;

/** The moment so many seconds later, or earlier; never beyond the first and the last one. */
export function secondsAfter(moment: Micros, seconds: number): Micros {
  const shifted = Number(moment) + seconds * 1_000_000;
  if (shifted >= Number(LAST_MOMENT)) return LAST_MOMENT;
  if (shifted <= Number(FIRST_MOMENT)) return FIRST_MOMENT;
  return micros(moment + BigInt(Math.round(seconds * 1_000_000)));
}
