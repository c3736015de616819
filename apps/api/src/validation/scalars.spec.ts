import type { Found, Reader } from './reader.js';
import { oneOf, readBoolean, readInteger, readNumber, readText } from './scalars.js';

/** What a reader makes of a value: the value read, or the kinds of what is wrong. */
function reading(read: Reader, value: unknown): unknown {
  const faults: Found[] = [];
  const made = read(value, faults);
  return faults.length === 0 ? made : faults.map(({ type }) => type);
}

describe('a boolean', () => {
  it.each([true, 1, 'yes', 'TRUE', 'on', 'T', 'y', '1'])('is true as %j', (value) => {
    expect(reading(readBoolean, value)).toBe(true);
  });

  it.each([false, 0, 'no', 'False', 'OFF', 'f', 'n', '0'])('is false as %j', (value) => {
    expect(reading(readBoolean, value)).toBe(false);
  });

  it.each([
    ['perhaps', 'bool_parsing'],
    ['', 'bool_parsing'],
    [2, 'bool_parsing'],
    [0.5, 'bool_type'],
    [[], 'bool_type'],
    [null, 'bool_type'],
  ])('is not read out of %j', (value, type) => {
    expect(reading(readBoolean, value)).toEqual([type]);
  });
});

describe('an integer', () => {
  it.each([
    [2, 2],
    [-0, -0],
    ['2', 2],
    [' +1_000 ', 1000],
    ['3.00', 3],
    [true, 1],
  ])('is read out of %j', (value, number) => {
    expect(reading(readInteger, value)).toBe(number);
  });

  it.each([
    [1.5, 'int_from_float'],
    ['1.5', 'int_parsing'],
    ['many', 'int_parsing'],
    ['', 'int_parsing'],
    ['0x10', 'int_parsing'],
    [1e400, 'int_parsing_size'],
    ['12345678901234567890', 'int_parsing_size'],
    [null, 'int_type'],
    [[1], 'int_type'],
  ])('is not read out of %j', (value, type) => {
    expect(reading(readInteger, value)).toEqual([type]);
  });
});

describe('a number', () => {
  it.each([
    [2.5, 2.5],
    ['2.5', 2.5],
    [' 1e3', 1000],
    ['.5', 0.5],
    [false, 0],
  ])('is read out of %j', (value, number) => {
    expect(reading(readNumber, value)).toBe(number);
  });

  it.each([
    [1e400, 'finite_number'],
    ['1e400', 'finite_number'],
    ['', 'float_parsing'],
    ['soon', 'float_parsing'],
    [{}, 'float_type'],
  ])('is not read out of %j', (value, type) => {
    expect(reading(readNumber, value)).toEqual([type]);
  });
});

describe('a text', () => {
  it.each([7, true, null, ['a']])('is never made out of %j', (value) => {
    expect(reading(readText, value)).toEqual(['string_type']);
  });
});

describe('a choice of words', () => {
  const read = oneOf(['and_', 'or_', 'not_']);

  it('takes each word as it is spelled', () => {
    expect(reading(read, 'or_')).toBe('or_');
    expect(reading(read, 'OR_')).toEqual(['enum']);
  });

  it('says what it expects', () => {
    const faults: Found[] = [];
    read('xor_', faults);
    expect(faults[0]?.msg).toBe("Input should be 'and_', 'or_' or 'not_'");
  });
});
