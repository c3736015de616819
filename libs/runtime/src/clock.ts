import { hrtime } from 'node:process';

/** Reads the time in µs since 1970-01-01T00:00:00Z. */
export type Clock = () => bigint;

const LARGEST_DRIFT = 2_000n; // µs

/**
 * The system's clock to the microsecond: the monotonic clock counts between the milliseconds of the wall clock, and
 * follows it when it was set or has run off.
 */
export function createClock(): Clock {
  let offset = wall() - monotonic();
  return () => {
    const now = monotonic() + offset;
    const drift = now - wall();
    if (drift < LARGEST_DRIFT && drift > -LARGEST_DRIFT) return now;
    offset = wall() - monotonic();
    return wall();
  };
}

const wall = (): bigint => BigInt(Date.now()) * 1_000n;

const monotonic = (): bigint => hrtime.bigint() / 1_000n;
