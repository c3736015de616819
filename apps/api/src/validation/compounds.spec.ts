import { anyOf, listOf, mapOf } from './compounds.js';
import type { Found, Reader } from './reader.js';
import { readInteger, readText } from './scalars.js';

function places(read: Reader, value: unknown): readonly string[] {
  const faults: Found[] = [];
  read(value, faults);
  return faults.map(({ type, loc }) => [...loc, type].join('.'));
}

describe('a list', () => {
  it('reads each item', () => {
    expect(listOf(readInteger)(['1', 2], [])).toEqual([1, 2]);
  });

  it('names each wrong item by its place', () => {
    expect(places(listOf(readText), ['a', 1, 'b', null])).toEqual([
      '1.string_type',
      '3.string_type',
    ]);
    expect(places(listOf(listOf(readText)), [[], [1]])).toEqual(['1.0.string_type']);
  });

  it('is nothing else', () => {
    expect(places(listOf(readText), 'a')).toEqual(['list_type']);
    expect(places(listOf(readText), {})).toEqual(['list_type']);
  });

  it('is given up when a thousand items are wrong', () => {
    expect(places(listOf(readText), Array(100_000).fill(1))).toHaveLength(1000);
  });
});

describe('a map', () => {
  it('names each wrong value by its key', () => {
    expect(places(mapOf(readText), { a: 'x', b: 1 })).toEqual(['b.string_type']);
  });

  it('is nothing else', () => {
    expect(places(mapOf(readText), [])).toEqual(['dict_type']);
    expect(places(mapOf(readText), null)).toEqual(['dict_type']);
  });

  it('takes __proto__ for a key like any other', () => {
    const made = mapOf(readText)(JSON.parse('{"__proto__":"a"}'), []);
    expect(JSON.stringify(made)).toBe('{"__proto__":"a"}');
  });
});

describe('a choice of forms', () => {
  const read = anyOf<number | string[]>(['int', readInteger], ['list', listOf(readText)]);

  it('takes the first that fits', () => {
    expect(read('2', [])).toBe(2);
    expect(read(['2'], [])).toEqual(['2']);
  });

  it('tells what each has against a value that none takes', () => {
    expect(places(read, [2])).toEqual(['int.int_type', 'list.0.string_type']);
  });
});
