import { hash } from 'node:crypto';

/** What a ledger has in a database: names of schemas, and locks. Several ledgers share a database without meeting. */
export type Namespace = Readonly<{
  name: string;
  schema: string; // of the tables that say which generation is shown
  lock: number; // the first half of each advisory lock; 32 bits with a sign
  schemaOf(generation: number): string;
}>;

/** Second halves of advisory locks, beside those of generations, which are their numbers. */
export const MIGRATING = -1;
export const PROJECTING = -2;
export const DRAFTING = -3;

/** @throws Error if PostgreSQL would cut names that begin so */
export function namespaceOf(name: string): Namespace {
  if (!NAME.test(name))
    throw new Error(`the namespace ${name} is not made of 1 to 50 of a-z, 0-9 and _`);
  return {
    name,
    schema: `"${name}"`,
    lock: hash('sha256', name, 'buffer').readInt32BE(),
    schemaOf: (generation) => `"${name}$${generation}"`,
  };
}

const NAME = /^[a-z0-9_]{1,50}$/;
