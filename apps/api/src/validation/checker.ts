import { isObject } from './compounds.js';
import { isClosed } from './decorators.js';
import { fieldReaders, type FieldReader, type Model } from './field-reader.js';
import { isHopeless, place, readAt, refuse, type Found, type Reader } from './reader.js';

/**
 * Compiles the decorators of a model into the reader of its objects, once. A field may be absent where the class
 * gives it a default or says `IsOptional`; it may be null only where it says `IsOptional`.
 *
 * @throws Error on a decorator that no reader is known for
 */
export function compileModel<T extends object>(type: Model<T>): Reader<T> {
  const fields = compileFields(type);
  const known = isClosed(type) ? new Set(fields.map(({ name }) => name)) : null;
  return (value, faults) => {
    if (!isObject(value)) {
      return refuse(
        faults,
        'model_attributes_type',
        'Input should be a valid dictionary or object to extract fields from',
        value,
      );
    }
    const made = new type();
    for (const field of fields) readField(field, value[field.name], value, made, faults);
    if (known !== null) refuseUnknown(known, value, faults);
    return made;
  };
}

/**
 * Compiles the decorators of a model whose fields are the parameters of a route. Unknown ones are ignored, null is
 * the same as absent, and a body that is no object lacks them all (4.1, errata 9).
 *
 * @throws Error on a decorator that no reader is known for
 */
export function compileParameters<T extends object>(type: Model<T>): Reader<T> {
  const fields = compileFields(type);
  return (value, faults) => {
    const made = new type();
    for (const field of fields) {
      if (isObject(value)) readField(field, value[field.name] ?? undefined, null, made, faults);
      else refuseMissing(field.name, null, faults);
    }
    return made;
  };
}

type Field = FieldReader & Readonly<{ required: boolean }>;

function compileFields(type: Model): readonly Field[] {
  const defaults: Readonly<Record<string, unknown>> = { ...new type() };
  return fieldReaders(type, compileModel).map((field) => ({
    ...field,
    required: !field.nullable && defaults[field.name] === undefined,
  }));
}

function readField(
  { name, read, nullable, required }: Field,
  value: unknown,
  whole: object | null, // what is shown where the field is missing
  into: object,
  faults: Found[],
): void {
  if (value === undefined) {
    if (required) refuseMissing(name, whole, faults);
    return;
  }
  const made = value === null && nullable ? null : readAt(read, value, name, faults);
  (into as Record<string, unknown>)[name] = made; // the model's own field: its decorators name it
}

function refuseMissing(name: string, input: unknown, faults: Found[]): void {
  const first = faults.length;
  refuse(faults, 'missing', 'Field required', input);
  place(faults, first, name);
}

function refuseUnknown(
  known: ReadonlySet<string>,
  value: Readonly<Record<string, unknown>>,
  faults: Found[],
): void {
  for (const key in value) {
    if (known.has(key)) continue;
    if (isHopeless(faults)) return;
    const first = faults.length;
    refuse(faults, 'extra_forbidden', 'Extra inputs are not permitted', value[key]);
    place(faults, first, key);
  }
}
