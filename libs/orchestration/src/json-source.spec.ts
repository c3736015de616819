import { memberSources, sourceAt } from './index.js';

describe('the sources of an object’s members', () => {
  it.each([
    ['nothing', '{}', []],
    ['only blanks', ' \n{\t \r\n} ', []],
    ['twenty digits', '{"n":12345678901234567890}', [['n', '12345678901234567890']]],
    ['a fraction of zero', '{"n":1.0}', [['n', '1.0']]],
    ['a number beyond a double', '{"n":1e400}', [['n', '1e400']]],
    [
      'a signed exponent',
      '{"n":-0.5E+3,"m":-0}',
      [
        ['n', '-0.5E+3'],
        ['m', '-0'],
      ],
    ],
    [
      'words',
      '{"a":true,"b":false,"c":null}',
      [
        ['a', 'true'],
        ['b', 'false'],
        ['c', 'null'],
      ],
    ],
    [
      'blanks around everything',
      '{ "a" :\t1.0\n, "b": "x" \r}',
      [
        ['a', '1.0'],
        ['b', '"x"'],
      ],
    ],
    ['blanks inside a value', '{"a":[ 1.0 , {} ]}', [['a', '[ 1.0 , {} ]']]],
    [
      'empty values',
      '{"a":"","b":[],"c":{}}',
      [
        ['a', '""'],
        ['b', '[]'],
        ['c', '{}'],
      ],
    ],
    [
      'nesting',
      '{"a":{"b":[{"c":1.0}]},"d":2}',
      [
        ['a', '{"b":[{"c":1.0}]}'],
        ['d', '2'],
      ],
    ],
    [
      'brackets in text',
      '{"a":"}],{[","b":1}',
      [
        ['a', '"}],{["'],
        ['b', '1'],
      ],
    ],
    [
      'escaped quotes',
      String.raw`{"a":"\"}\\","b":1}`,
      [
        ['a', String.raw`"\"}\\"`],
        ['b', '1'],
      ],
    ],
    ['an escaped key', String.raw`{"\u0061\"":1}`, [['a"', '1']]],
    ['an empty key', '{"":1}', [['', '1']]],
    ['a key that objects inherit', '{"__proto__":1}', [['__proto__', '1']]],
    [
      'keys that look like numbers',
      '{"b":1,"2":2,"1":3}',
      [
        ['b', '1'],
        ['2', '2'],
        ['1', '3'],
      ],
    ],
    [
      'a key twice',
      '{"a":1,"b":2,"a":3.0}',
      [
        ['a', '3.0'],
        ['b', '2'],
      ],
    ],
    ['the same key spelled twice', String.raw`{"a":1,"\u0061":2}`, [['a', '2']]],
  ])('of one with %s', (_, source, members) => {
    expect(memberSources(source)).toEqual(members);
  });
});

describe('the source at a path', () => {
  const body = '{"force":false, "state": {"data":{"id":12345678901234567890}, "data": [1.0]}}';

  it('is the value’s own text', () => {
    expect(sourceAt(body, ['state', 'data'])).toBe('[1.0]');
  });

  it('is the whole text for no path', () => {
    expect(sourceAt(body, [])).toBe(body);
  });

  it('is null where nothing stands', () => {
    expect(sourceAt(body, ['state', 'message'])).toBe('null');
  });
});
