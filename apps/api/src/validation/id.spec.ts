import { readId } from './id.js';
import type { Found } from './reader.js';

const ID = '0af76519-16cd-43dd-8448-eb211c80319c';

describe('an id', () => {
  it.each([
    ID,
    ID.toUpperCase(),
    ID.replaceAll('-', ''),
    ID.replaceAll('-', '').toUpperCase(),
    `{${ID}}`,
    `urn:uuid:${ID}`,
  ])('is read out of %s', (form) => {
    expect(readId(form, [])).toBe(ID);
  });

  it.each([
    [
      'mine',
      'invalid character: expected an optional prefix of `urn:uuid:` followed by [0-9a-fA-F-], found `m` at 1',
    ],
    [ID.slice(1), 'invalid length: expected length 32 for simple format, found 35'],
    [
      `{${ID}`,
      'invalid character: expected an optional prefix of `urn:uuid:` followed by [0-9a-fA-F-], found `{` at 1',
    ],
    [
      `${ID}\n`,
      'invalid character: expected an optional prefix of `urn:uuid:` followed by [0-9a-fA-F-], found `\n` at 37',
    ],
  ])('is not read out of %j', (form, error) => {
    const faults: Found[] = [];
    readId(form, faults);
    expect(faults).toEqual([
      {
        type: 'uuid_parsing',
        loc: [],
        msg: `Input should be a valid UUID, ${error}`,
        input: form,
        ctx: { error },
      },
    ]);
  });

  it('is no number', () => {
    const faults: Found[] = [];
    readId(5, faults);
    expect(faults[0]?.type).toBe('uuid_type');
  });
});
