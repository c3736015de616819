import fc from 'fast-check';
import { dataText, type Json } from '@app/orchestration';
import { toData } from './to-data.js';

const keptSource = (data: string): string | null | undefined =>
  toData(JSON.parse(data) as Json, `{"data": ${data} }`, ['data'])?.source;

describe('data', () => {
  it.each([
    '12345678901234567890',
    '1.0',
    '1e400',
    '-0',
    '1E5',
    '1e21',
    '{"n": [0.1, {"m":1.50}]}',
    '["2", 2, "\\"", 2.0]',
  ])('is kept as written where a double would change it: %s', (data) => {
    expect(keptSource(data)).toBe(data);
  });

  it.each([
    '7',
    '-0.125',
    '{"n": [0.1, 1e-7, 123456789012345]}',
    '"1.0"',
    '{"1.0":"\\\\\\"1.0"}',
    '[]',
    'true',
  ])('is no more than its value where nothing is lost: %s', (data) => {
    expect(keptSource(data)).toBeNull();
  });

  it('is none where it is null', () => {
    expect(toData(null, '{"data":null}', ['data'])).toBeNull();
  });

  it('is what the last of repeated members says', () => {
    const source = '{"data":1.0,"state":{},"data":2.0}';
    expect(toData(2, source, ['data'])).toEqual({ value: 2, source: '2.0' });
  });

  it('tells the same JSON that it was given', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (data) => {
        const kept = toData(JSON.parse(data) as Json, `{"data":${data}}`, ['data']);
        expect(JSON.parse(dataText(kept))).toEqual(JSON.parse(data));
      }),
    );
  });
});
