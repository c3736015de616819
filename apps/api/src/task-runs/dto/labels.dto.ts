import { anyOf, mapOf } from '../../validation/compounds.js';
import { readBy } from '../../validation/decorators.js';
import { refuse, type Reader } from '../../validation/reader.js';
import { readNumber, readText } from '../../validation/scalars.js';

export type Label = boolean | number | string;

/** Labels for OpenAPI. */
export const LABELS_SCHEMA = {
  type: 'object' as const,
  additionalProperties: { oneOf: [{ type: 'boolean' }, { type: 'number' }, { type: 'string' }] },
};

/** Labels keep their type: nothing is read as something else. */
const exactly =
  (type: 'boolean' | 'number', fault: string, read: Reader<Label>): Reader<Label> =>
  (value, faults) =>
    typeof value === type
      ? read(value, faults)
      : refuse(faults, fault, `Input should be a valid ${type}`, value);

const readFlag: Reader<boolean> = (value) => value === true;

/** Names with a boolean, a number or a text each. */
export const IsLabels = (): PropertyDecorator =>
  readBy(
    'isLabels',
    mapOf(
      anyOf<Label>(
        ['bool', exactly('boolean', 'bool_type', readFlag)],
        ['float', exactly('number', 'float_type', readNumber)],
        ['str', readText],
      ),
    ),
  );
