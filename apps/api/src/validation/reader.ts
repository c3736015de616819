import type { Fault } from './request-invalid.js';

/** A fault whose place is still being completed: each level that it passes on its way up puts itself in front. */
export type Found = Omit<Fault, 'loc'> & { readonly loc: (string | number)[] };

/**
 * Reads a value as leniently as the reference does and gives what it stands for. What is wrong goes to `faults`,
 * placed relative to the value, and what is returned then means nothing.
 */
export type Reader<T = unknown> = (value: unknown, faults: Found[]) => T | null;

/** More are not collected: a body of 16 MB may hold millions, and each is answered. */
const MOST_FAULTS = 1000;

/** Records a fault at the value itself. */
export function refuse(
  faults: Found[],
  type: string,
  msg: string,
  input: unknown,
  ctx?: Readonly<Record<string, unknown>>,
): null {
  if (faults.length < MOST_FAULTS) {
    faults.push({ type, loc: [], msg, input, ...(ctx && { ctx }) });
  }
  return null;
}

/** Records a fault that the reference's own code finds, not its library. */
export const refuseValue = (faults: Found[], msg: string, input: unknown): null =>
  refuse(faults, 'value_error', `Value error, ${msg}`, input, { error: {} });

/** Places the faults from `first` on below a key. */
export function place(faults: Found[], first: number, key: string | number): void {
  for (const fault of faults.slice(first)) fault.loc.unshift(key);
}

/** Reads a member and places what is wrong with it below its key. */
export function readAt<T>(
  read: Reader<T>,
  value: unknown,
  key: string | number,
  faults: Found[],
): T | null {
  const first = faults.length;
  const made = read(value, faults);
  if (faults.length > first) place(faults, first, key);
  return made;
}

/** Whether so much is wrong already that the rest of a list need not be read. */
export const isHopeless = (faults: readonly Found[]): boolean => faults.length >= MOST_FAULTS;
