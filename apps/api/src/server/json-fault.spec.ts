import fc from 'fast-check';
import { findJsonFault } from './json-fault.js';

describe('the fault of a text that is no JSON', () => {
  it.each([
    ['', 0, 'Expecting value'],
    ['  ', 2, 'Expecting value'],
    ['nonsense', 0, 'Expecting value'],
    ['tru', 0, 'Expecting value'],
    ['-', 0, 'Expecting value'],
    ['01', 1, 'Extra data'],
    ['1.', 1, 'Extra data'],
    ['1e', 1, 'Extra data'],
    ['"é"x', 3, 'Extra data'],
    ['{"a":1}}', 7, 'Extra data'],
    ['[', 1, 'Expecting value'],
    ['[1,]', 3, 'Expecting value'],
    ['{"task_runs":', 13, 'Expecting value'],
    ['[[1,2],{"a":[}]}', 13, 'Expecting value'],
    ['[1 2]', 3, "Expecting ',' delimiter"],
    ['[1,2', 4, "Expecting ',' delimiter"],
    ['{"a":1 "b"}', 7, "Expecting ',' delimiter"],
    ['{"a" 1}', 5, "Expecting ':' delimiter"],
    ['{', 1, 'Expecting property name enclosed in double quotes'],
    ["{'name':1}", 1, 'Expecting property name enclosed in double quotes'],
    ['{"a":1, b:2}', 8, 'Expecting property name enclosed in double quotes'],
    ['{"a":1,}', 7, 'Expecting property name enclosed in double quotes'],
    ['"abc', 0, 'Unterminated string starting at'],
    ['{"a', 1, 'Unterminated string starting at'],
    ['"a\nb"', 2, 'Invalid control character at'],
    ['"\\x"', 1, 'Invalid \\escape'],
  ])('of %j is at %d: %s', (text, position, error) => {
    expect(findJsonFault(text)).toEqual({ position, error });
  });

  it('is found exactly where JSON.parse fails', () => {
    const marks = fc.constantFrom(...'{}[]:,"\\ \n0123-+.eEtruefalsn'.split(''));
    const torn = fc
      .tuple(fc.json(), fc.nat(), fc.nat(2), marks)
      .map(([text, place, length, mark]) => {
        const at = place % (text.length + 1);
        return text.slice(0, at) + mark + text.slice(at + length);
      });
    fc.assert(
      fc.property(fc.oneof(torn, fc.json()), (text) => {
        expect(findJsonFault(text) === null).toBe(isJson(text));
      }),
      { numRuns: 3000, seed: 7 },
    );
  });

  it('is found behind a million brackets', () => {
    expect(findJsonFault('['.repeat(1_000_000))).toEqual({
      position: 1_000_000,
      error: 'Expecting value',
    });
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
