import { Query } from '@nestjs/common';
import { compileModel } from './checker.js';
import type { Model } from './field-reader.js';
import type { Found } from './reader.js';
import { RequestInvalid } from './request-invalid.js';

/** A route's parameter that holds what stands behind the question mark, read as one model. */
export const CheckedQuery = <T extends object>(type: Model<T>): ParameterDecorator =>
  Query({ transform: queryOf(type) });

/**
 * Reads the parsed query. A field that is a list by default takes all values of its name; of other names that are repeated the last
 * value counts. The function throws RequestInvalid.
 */
export function queryOf<T extends object>(
  type: Model<T>,
): (query: Readonly<Record<string, unknown>>) => T {
  const read = compileModel(type);
  const lists = listsOf(type);
  return (query) => {
    const faults: Found[] = [];
    const made = read(valuesOf(query, lists), faults);
    if (made !== null && faults.length === 0) return made;
    throw new RequestInvalid(
      faults.map((fault) => ({ ...fault, loc: ['query', ...fault.loc] })),
      null,
    );
  };
}

const listsOf = (type: Model): ReadonlySet<string> =>
  new Set(
    Object.entries(new type())
      .filter(([, value]) => Array.isArray(value))
      .map(([name]) => name),
  );

const valuesOf = (
  query: Readonly<Record<string, unknown>>,
  lists: ReadonlySet<string>,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(query).map(([name, value]) => {
      const values: readonly unknown[] = Array.isArray(value) ? value : [value];
      return [name, lists.has(name) ? values : values.at(-1)];
    }),
  );
