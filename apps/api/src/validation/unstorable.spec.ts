import { findUnstorable, isTooDeep } from './unstorable.js';
import type { Found } from './reader.js';

function places(source: string): readonly string[] {
  const faults: Found[] = [];
  findUnstorable(JSON.parse(source), source, faults);
  return faults.map(({ loc }) => loc.join('.'));
}

const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

describe('what no store could hold', () => {
  it.each([
    ['a NUL character', '{"a":["x","y\\u0000"]}', 'a.1'],
    ['a NUL character in a key', '{"a":{"\\u0000":1}}', 'a.\0'],
    ['a lone high surrogate', '{"a":"\\ud800x"}', 'a'],
    ['a lone low surrogate', '["\\uDC00"]', '0'],
    ['a lone surrogate in a key', '{"\\udfff":1}', '\udfff'],
    ['a text of its own', '"\\u0000"', ''],
  ])('is %s', (_, source, place) => {
    expect(places(source)).toEqual([place]);
  });

  it('is named wherever it stands', () => {
    expect(places('{"a":"\\u0000","b":{"c":["\\ud800"]}}')).toEqual(['a', 'b.c.0']);
  });

  it('is more than 500 levels', () => {
    expect(places(nested(500))).toEqual([]);
    expect(places(nested(501))).toEqual([Array(500).fill('0').join('.')]);
    expect(places(`{"a":${'{"b":'.repeat(500)}1${'}'.repeat(501)}`)).toEqual([
      ['a', ...Array<string>(499).fill('b')].join('.'),
    ]);
  });

  it('is found in a million levels without overflowing the stack', () => {
    expect(places(nested(1_000_000))).toHaveLength(1);
    expect(isTooDeep(JSON.parse(nested(1_000_000)))).toBe(true);
  });

  it.each([
    '{"a":"\\ud83e\\uddee","b":"\\\\u0000","c":"\\u00e9"}',
    '{"brackets":"' + '['.repeat(600) + '"}',
    JSON.stringify(Array(1000).fill([{}])),
  ])('is not %.40s', (source) => {
    expect(places(source)).toEqual([]);
  });
});
