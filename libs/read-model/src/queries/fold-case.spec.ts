import fc from 'fast-check';
import { foldCase } from './fold-case.js';

describe('a text without distinction of case', () => {
  it.each([
    ['Straße', 'straße'],
    ['STRAẞE', 'straße'],
    ['ΣΟΦΊΑΣ', 'σοφίασ'],
    ['ς', 'ς'],
    ['İ', 'i'],
    ['\u212a', 'k'],
    ['e\u0301', 'e\u0301'],
  ])('%s is %s', (text, without) => {
    expect(foldCase(text)).toBe(without);
  });

  it('has as many characters as before, so that _ of a pattern means the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(Array.from(foldCase(text))).toHaveLength(Array.from(text).length);
      }),
    );
  });

  it('is the same when it is folded again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(foldCase(foldCase(text))).toBe(foldCase(text));
      }),
    );
  });
});
