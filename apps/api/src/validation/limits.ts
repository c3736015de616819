import { refuse, refuseValue, type Found } from './reader.js';

/** Judges what a reader made of a value. */
export type Limit = (made: unknown, input: unknown, faults: Found[]) => void;

type LimitRule = Readonly<{ name?: string; constraints?: readonly unknown[]; message?: unknown }>;

/** The limit that a decorator sets, or null where it sets none. A message of its own takes the place of the usual one. */
export function limitOf({ name, constraints, message }: LimitRule): Limit | null {
  const bound = Number(constraints?.[0]);
  const own = typeof message === 'string' ? message : null;
  switch (name ?? '') {
    case 'min':
      return (made, input, faults) => {
        if (Number(made) >= bound) return;
        if (own !== null) refuseValue(faults, own, input);
        else refuse(faults, 'greater_than_equal', atLeast(bound), input, { ge: bound });
      };
    case 'maxLength':
      return (made, input, faults) => {
        if (isLonger(String(made), bound)) refuseValue(faults, own ?? atMost(bound), input);
      };
    case 'arrayMaxSize':
      return (made, input, faults) => {
        if (Array.isArray(made) && made.length > bound) {
          refuseValue(faults, own ?? atMost(bound), input);
        }
      };
    default:
      return null;
  }
}

const atLeast = (bound: number): string =>
  `Input should be greater than or equal to ${bound.toString()}`;

const atMost = (bound: number): string => `length must be at most ${bound.toString()}`;

/** Counts characters, not UTF-16 units; no text has more characters than units. */
const isLonger = (text: string, bound: number): boolean =>
  text.length > bound && [...text].length > bound;
