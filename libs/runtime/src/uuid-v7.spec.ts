import { uuidV7 } from './uuid-v7.js';

const FORM = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('a UUIDv7', () => {
  const ids = Array.from({ length: 5000 }, uuidV7); // more than one pool of chance holds

  it('has the form of one', () => {
    expect(ids.filter((id) => !FORM.test(id))).toEqual([]);
  });

  it('is none that was there before', () => {
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('begins with the milliseconds of now', () => {
    const before = Date.now();
    const told = parseInt(uuidV7().replace('-', '').slice(0, 12), 16);
    expect(told).toBeGreaterThanOrEqual(before);
    expect(told).toBeLessThanOrEqual(Date.now());
  });

  it('is of each of the four variants as often as of the others', () => {
    const counts = [...'89ab'].map((digit) => ids.filter((id) => id[19] === digit).length);
    expect(Math.min(...counts)).toBeGreaterThan(1000); // of 1250; less is a chance of 1 in 10^15
  });
});
