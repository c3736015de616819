import { refuse, type Found, type Reader } from './reader.js';

/** Text, and nothing that could be written as text. */
export const readText: Reader<string> = (value, faults) =>
  typeof value === 'string'
    ? value
    : refuse(faults, 'string_type', 'Input should be a valid string', value);

/** A boolean, 0 or 1, or one of the words for them in any case. */
export const readBoolean: Reader<boolean> = (value, faults) => {
  if (typeof value === 'boolean') return value;
  const meant =
    typeof value === 'string' || typeof value === 'number'
      ? WORDS.get(String(value).toLowerCase())
      : undefined;
  return meant ?? refuseBoolean(value, faults);
};

/** A whole number that a double holds exactly: as a number, as text or as a boolean. */
export const readInteger: Reader<number> = (value, faults) => {
  if (typeof value === 'number') return wholeNumber(value, value, faults);
  if (typeof value === 'boolean') return Number(value);
  if (typeof value !== 'string') {
    return refuse(faults, 'int_type', 'Input should be a valid integer', value);
  }
  return WHOLE.test(value)
    ? wholeNumber(Number(value.replaceAll('_', '')), value, faults)
    : refuse(
        faults,
        'int_parsing',
        'Input should be a valid integer, unable to parse string as an integer',
        value,
      );
};

/** A finite number: as a number, as text or as a boolean. */
export const readNumber: Reader<number> = (value, faults) => {
  if (typeof value === 'number') return finiteNumber(value, value, faults);
  if (typeof value === 'boolean') return Number(value);
  if (typeof value !== 'string') {
    return refuse(faults, 'float_type', 'Input should be a valid number', value);
  }
  return DECIMAL.test(value)
    ? finiteNumber(Number(value.replaceAll('_', '')), value, faults)
    : refuse(
        faults,
        'float_parsing',
        'Input should be a valid number, unable to parse string as a number',
        value,
      );
};

/** One of the given words, in exactly that spelling. */
export function oneOf<T extends string>(words: readonly T[]): Reader<T> {
  const known = new Map<unknown, T>(words.map((word) => [word, word]));
  const expected = enumeration(words);
  const type = words.length === 1 ? 'literal_error' : 'enum';
  return (value, faults) =>
    known.get(value) ?? refuse(faults, type, `Input should be ${expected}`, value, { expected });
}

const WORDS = new Map([
  ...['1', 'on', 't', 'true', 'y', 'yes'].map((word) => [word, true] as const),
  ...['0', 'off', 'f', 'false', 'n', 'no'].map((word) => [word, false] as const),
]);
const WHOLE = /^\s*[+-]?\d+(?:_\d+)*(?:\.0*)?\s*$/;
const DECIMAL = /^\s*[+-]?(?:\d+(?:_\d+)*\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i;

const refuseBoolean = (value: unknown, faults: Found[]): null =>
  typeof value === 'string' || Number.isInteger(value)
    ? refuse(
        faults,
        'bool_parsing',
        'Input should be a valid boolean, unable to interpret input',
        value,
      )
    : refuse(faults, 'bool_type', 'Input should be a valid boolean', value);

function wholeNumber(number: number, input: unknown, faults: Found[]): number | null {
  if (Number.isSafeInteger(number)) return number;
  return Number.isInteger(number) || !Number.isFinite(number)
    ? refuse(
        faults,
        'int_parsing_size',
        'Unable to parse input string as an integer, exceeded maximum size',
        input,
      )
    : refuse(
        faults,
        'int_from_float',
        'Input should be a valid integer, got a number with a fractional part',
        input,
      );
}

const finiteNumber = (number: number, input: unknown, faults: Found[]): number | null =>
  Number.isFinite(number)
    ? number
    : refuse(faults, 'finite_number', 'Input should be a finite number', input);

/** The words as the reference lists them: 'a', 'b' or 'c'. */
function enumeration(words: readonly string[]): string {
  const quoted = words.map((word) => `'${word}'`);
  return [quoted.slice(0, -1).join(', '), ...quoted.slice(-1)].filter(Boolean).join(' or ');
}
