import type { PublicRecord } from '../public-record.js';
import { fingerprintOf } from './fingerprint.js';

const RECORD: PublicRecord = {
  topic: 'transitions',
  key: 'key',
  headers: { ce_id: 'id', ce_dataschema: 'http://a.example/api/schemas/one.json' },
  value: '{"a":1}',
};

describe('the fingerprint of a record', () => {
  it.each<[string, Partial<PublicRecord>]>([
    ['the headers come in another order', { headers: reversed(RECORD.headers) }],
    ['the schema is served elsewhere', withSchema('https://b.example/c/api/schemas/one.json')],
  ])('is the same where %s', (_, change) => {
    expect(fingerprintOf({ ...RECORD, ...change })).toBe(fingerprintOf(RECORD));
  });

  it.each<[string, Partial<PublicRecord>]>([
    ['the key', { key: 'kez' }],
    ['the value', { value: '{"a": 1}' }],
    ['there being a value', { value: null }],
    ['a header', { headers: { ...RECORD.headers, ce_id: 'other' } }],
    ['a header more', { headers: { ...RECORD.headers, more: '' } }],
    ['the schema', withSchema('http://a.example/api/schemas/two.json')],
    ['the schema for none of ours', withSchema('http://a.example/one.json')],
  ])('changes with %s', (_, change) => {
    expect(fingerprintOf({ ...RECORD, ...change })).not.toBe(fingerprintOf(RECORD));
  });
});

function reversed(headers: PublicRecord['headers']): PublicRecord['headers'] {
  return Object.fromEntries(Object.entries(headers).reverse());
}

function withSchema(url: string): Partial<PublicRecord> {
  return { headers: { ...RECORD.headers, ce_dataschema: url } };
}
