import { ValidateBy } from 'class-validator';
import type { Found, Reader } from './reader.js';

const readers = new WeakMap<object, Reader>();
const closed = new WeakSet<object>();

/** Makes a decorator of class-validator's out of a reader, for what a field may hold that no stock decorator says. */
export function readBy(name: string, read: Reader): PropertyDecorator {
  const constraint = {};
  readers.set(constraint, read);
  return ValidateBy({ name, constraints: [constraint], validator: { validate: accepts(read) } });
}

/** The reader behind a constraint that {@link readBy} made. */
export const readerOf = (constraint: unknown): Reader | undefined =>
  typeof constraint === 'object' && constraint !== null ? readers.get(constraint) : undefined;

/** Marks a model that takes no fields but its own; of other models the unknown fields are ignored (4.1). */
export const Closed = (): ClassDecorator => (type) => {
  closed.add(type);
};

export const isClosed = (type: object): boolean => closed.has(type);

const accepts =
  (read: Reader) =>
  (value: unknown): boolean => {
    const faults: Found[] = [];
    read(value, faults);
    return faults.length === 0;
  };
