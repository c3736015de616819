import { Query } from '@nestjs/common';
import { compileModel } from './checker.js';
import type { Model } from './field-reader.js';
import type { Found } from './reader.js';
import { RequestInvalid } from './request-invalid.js';

/** A route's parameter that holds what stands behind the question mark, read as one model. */
export const CheckedQuery = <T extends object>(type: Model<T>): ParameterDecorator =>
  Query({ transform: queryOf(type) });

/** Reads the parsed query. Of a name that is repeated the last value counts. The function throws RequestInvalid. */
export function queryOf<T extends object>(
  type: Model<T>,
): (query: Readonly<Record<string, unknown>>) => T {
  const read = compileModel(type);
  return (query) => {
    const faults: Found[] = [];
    const made = read(lastOfEach(query), faults);
    if (made !== null && faults.length === 0) return made;
    throw new RequestInvalid(
      faults.map((fault) => ({ ...fault, loc: ['query', ...fault.loc] })),
      null,
    );
  };
}

const lastOfEach = (query: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(query).map(([name, value]) => [
      name,
      Array.isArray(value) ? (value as readonly unknown[]).at(-1) : value,
    ]),
  );
