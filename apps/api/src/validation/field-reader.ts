import { createRequire } from 'node:module';
import { getMetadataStorage } from 'class-validator';
import type { TypeMetadata } from 'class-transformer';
import { listOf } from './compounds.js';
import { readerOf } from './decorators.js';
import { readId } from './id.js';
import { limitOf, type Limit } from './limits.js';
import type { Reader } from './reader.js';
import { oneOf, readBoolean, readInteger, readNumber, readText } from './scalars.js';

export type Model<T = object> = new () => T;

export type FieldReader = Readonly<{ name: string; read: Reader; nullable: boolean }>;

/**
 * What the decorators of a model say of its fields, as readers. `nested` reads a field that is a model itself.
 *
 * @throws Error on a decorator that no reader is known for: a rule that is written down must not be passed over
 */
export function fieldReaders(type: Model, nested: (type: Model) => Reader): readonly FieldReader[] {
  const rules: readonly Rule[] = getMetadataStorage().getTargetValidationMetadatas(
    type,
    '',
    false,
    false,
  );
  return [...new Set(rules.map(({ propertyName }) => propertyName))].map((name) => {
    const parts = rules
      .filter(({ propertyName }) => propertyName === name)
      .map((rule) => partOf(type, rule, nested));
    const [read, ...others] = parts.flatMap((part) => ('read' in part ? [part.read] : []));
    if (read === undefined || others.length > 0) {
      throw new Error(`${type.name}.${name} needs exactly one decorator that says what it holds`);
    }
    const limits = parts.flatMap((part) => ('limit' in part ? [part.limit] : []));
    return { name, read: limited(read, limits), nullable: parts.some((part) => 'null' in part) };
  });
}

/** What class-validator keeps of a decorator; of its own, many have no constraints. */
type Rule = Readonly<{
  type: string;
  name?: string;
  propertyName: string;
  constraints?: readonly unknown[];
  each: boolean;
  message: unknown;
}>;

type Part = Readonly<{ read: Reader } | { limit: Limit } | { null: 'allowed' }>;

function partOf(type: Model, rule: Rule, nested: (type: Model) => Reader): Part {
  if (rule.name === 'isOptional') return { null: 'allowed' };
  const limit = limitOf(rule);
  if (limit !== null) return { limit };
  const read = readerFor(type, rule, nested);
  if (read === null) {
    const name = rule.name ?? rule.type;
    throw new Error(`${type.name}.${rule.propertyName}: no reader is known for @${name}`);
  }
  return { read: rule.each ? listOf(read) : read };
}

function readerFor(type: Model, rule: Rule, nested: (type: Model) => Reader): Reader | null {
  if (rule.type === 'whitelistValidation') return (value) => value;
  if (rule.type === 'nestedValidation') return nested(nestedType(type, rule.propertyName));
  const [constraint] = rule.constraints ?? [];
  switch (rule.name ?? '') {
    case 'isString':
      return readText;
    case 'isBoolean':
      return readBoolean;
    case 'isInt':
      return readInteger;
    case 'isNumber':
      return readNumber;
    case 'isUuid':
      return readId;
    case 'isIn':
      return oneOf(constraint as readonly string[]);
    default:
      return readerOf(constraint) ?? null;
  }
}

/** class-transformer keeps what `@Type` says to itself, but for this file. */
const { defaultMetadataStorage } = createRequire(import.meta.url)(
  'class-transformer/cjs/storage.js',
) as {
  defaultMetadataStorage: {
    findTypeMetadata(target: object, property: string): TypeMetadata | undefined;
  };
};

function nestedType(type: Model, property: string): Model {
  const metadata = defaultMetadataStorage.findTypeMetadata(type, property);
  if (metadata === undefined) throw new Error(`${type.name}.${property} needs @Type`);
  return metadata.typeFunction() as Model;
}

const limited = (read: Reader, limits: readonly Limit[]): Reader =>
  limits.length === 0
    ? read
    : (value, faults) => {
        const first = faults.length;
        const made = read(value, faults);
        if (faults.length === first) for (const limit of limits) limit(made, value, faults);
        return made;
      };
