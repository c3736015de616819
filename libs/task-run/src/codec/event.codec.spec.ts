import { readFileSync } from 'node:fs';
import type { Json } from '@app/orchestration';
import { decodeEvent, encodeEvent, SCHEMA_VERSION, type LedgerEvent } from './event.codec.js';
import { MEANINGS } from './event-samples.fixture.js';

type Sample = Readonly<{ type: LedgerEvent['type']; version: number; data: Json }>;

// Written once and never changed: an event that was stored is read for ever. New shapes are added.
const SAMPLES = JSON.parse(
  readFileSync(new URL('event-samples.json', import.meta.url), 'utf8'),
) as readonly Sample[];

const TYPES = Object.keys(MEANINGS) as (keyof typeof MEANINGS)[];
const samplesOf = (type: string) => SAMPLES.filter((sample) => sample.type === type);

describe.each(TYPES)('a stored %s', (type) => {
  it('is read as it was meant', () => {
    const read = samplesOf(type).map(({ data }) => decodeEvent(type, JSON.stringify(data)));
    expect(read).toStrictEqual(MEANINGS[type]);
  });

  it('is written as in the sample of this version', () => {
    const now = samplesOf(type).filter(({ version }) => version === SCHEMA_VERSION);
    const meanings = MEANINGS[type].slice(-now.length);
    expect(meanings.map(encodeEvent)).toEqual(now.map(({ data }) => JSON.stringify(data)));
  });
});

describe('an event of a type that this version does not know', () => {
  it.each(['StateForgotten', 'toString', '__proto__', ''])('is not read: %j', (type) => {
    expect(decodeEvent(type, '{}')).toBeUndefined();
  });
});
