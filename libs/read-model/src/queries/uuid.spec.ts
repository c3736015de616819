import fc from 'fast-check';
import { uuidBytes, uuidText } from './uuid.js';

const uuid = fc.uuid({ version: [1, 4, 7] });

describe('the bytes of a UUID', () => {
  it('are read back as its lower-case text', () => {
    fc.assert(
      fc.property(uuid, (text) => {
        expect(uuidText(uuidBytes(text.toUpperCase()))).toBe(text);
      }),
    );
  });

  it('order as the text does', () => {
    fc.assert(
      fc.property(uuid, uuid, (a, b) => {
        expect(Buffer.compare(uuidBytes(a), uuidBytes(b)) < 0).toBe(a < b);
      }),
    );
  });
});
