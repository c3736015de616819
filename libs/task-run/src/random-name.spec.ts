import { randomName } from './random-name.js';

const DRAWS = 20_000;
const names = Array.from({ length: DRAWS }, (_, draw) => randomName(draw / DRAWS));
const parts = (at: 0 | 1) => new Set(names.map((name) => name.split('-')[at]));

describe('a random name', () => {
  it('is an adjective and a noun', () => {
    expect(names.every((name) => /^[a-z]+-[a-z]+$/.test(name))).toBe(true);
  });

  it('is the first at chance 0 and the last just before 1', () => {
    expect(randomName(0)).toBe('amber-auk');
    expect(randomName(1 - Number.EPSILON / 2)).toBe('wise-wren');
  });

  it('may be any pair of the words', () => {
    expect(new Set(names).size).toBe(parts(0).size * parts(1).size);
  });

  it('is as likely as any other', () => {
    const counts = new Map<string, number>();
    for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
    const often = [...counts.values()];
    expect(Math.max(...often) - Math.min(...often)).toBeLessThanOrEqual(1);
  });
});
