import fc from 'fast-check';
import { IdTable } from './id-table.js';

describe('a table of ids', () => {
  it('numbers ids in the order in which they come, and finds each', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.uuid(), { maxLength: 200 }), fc.uuid(), (ids, other) => {
        const table = new IdTable();
        expect(ids.map((id) => table.add(id))).toEqual([...ids.keys()]);
        expect(ids.map((id) => table.numberOf(id))).toEqual([...ids.keys()]);
        expect(ids.map((_, number) => table.idOf(number))).toEqual(ids);
        expect(table.numberOf(other)).toBe(ids.includes(other) ? ids.indexOf(other) : null);
      }),
      { seed: 20_261_126 },
    );
  });

  it('keeps them all while it grows, also such as differ in a few bits', () => {
    const table = new IdTable();
    const idOf = (nth: number): string =>
      `01890af7-6519-7cd4-8448-${nth.toString(16).padStart(12, '0')}`;
    for (let nth = 0; nth < 50_000; nth += 1) table.add(idOf(nth));
    expect(table.size).toBe(50_000);
    for (let nth = 0; nth < 50_000; nth += 1) {
      if (table.numberOf(idOf(nth)) !== nth) throw new Error(`${idOf(nth)} was lost`);
    }
    expect(table.numberOf(idOf(50_000))).toBeNull();
  });

  it('gives an id that it has the number that it had', () => {
    const table = new IdTable();
    const id = '01890af7-6519-7cd4-8448-eb211c80319c';
    expect([table.add(id), table.add(id), table.size]).toEqual([0, 0, 1]);
  });

  it.each(['', 'x', '01890AF7-6519-7cd4-8448-eb211c80319c', '01890af765197cd48448eb211c80319c'])(
    'has no number for %j, which is no UUID in lower case',
    (text) => {
      const table = new IdTable();
      table.add('01890af7-6519-7cd4-8448-eb211c80319c');
      expect(table.numberOf(text)).toBeNull();
      expect(() => table.add(text)).toThrow(RangeError);
    },
  );
});
