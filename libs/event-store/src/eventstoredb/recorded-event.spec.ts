import type { JSONRecordedEvent, ResolvedEvent } from '@eventstore/db-client';
import { Namespace } from './namespace.js';
import { toStoredEvent } from './recorded-event.js';
import { toDriverEvent } from './new-event.js';

const recorded: JSONRecordedEvent = {
  streamId: 'runledger.a',
  id: 'id',
  isJson: true,
  revision: 3n,
  type: 'Happened',
  created: new Date(0),
  data: { n: 1 },
  metadata: { m: 2 },
  position: { commit: 70n, prepare: 70n },
};
const stored = (resolved: ResolvedEvent): unknown =>
  toStoredEvent(resolved, new Namespace('runledger'));

describe('a recorded event', () => {
  it('is shown as it was given, under its name within', () => {
    expect(stored({ event: recorded })).toEqual({
      stream: 'a',
      revision: 3n,
      position: 70n,
      id: 'id',
      type: 'Happened',
      data: '{"n":1}',
      metadata: '{"m":2}',
    });
  });

  it('may have no metadata, or none that is JSON', () => {
    expect(stored({ event: { ...recorded, metadata: undefined } })).toMatchObject({ metadata: '' });
    const metadata = new TextEncoder().encode('no JSON');
    expect(stored({ event: { ...recorded, metadata } })).toMatchObject({ metadata: 'no JSON' });
  });

  it.each([
    ['of the server', { ...recorded, type: '$metadata' }],
    ['of another ledger', { ...recorded, streamId: 'runledger2.a' }],
  ])('is not shown if it is %s', (_, event) => {
    expect(stored({ event })).toBeNull();
  });

  it('is not shown if it is gone', () => {
    expect(stored({})).toBeNull();
  });
});

describe('a new event', () => {
  it('has its metadata as plain bytes: of anything else the driver makes JSON', () => {
    const given = { id: 'id', type: 'Happened', data: '"text"', metadata: '{"m":2}' };
    const { metadata, ...event } = toDriverEvent(given);
    expect(metadata?.constructor).toBe(Uint8Array);
    expect(Buffer.from(metadata as Uint8Array).toString()).toBe('{"m":2}');
    expect(event).toEqual({
      id: 'id',
      type: 'Happened',
      data: 'text',
      contentType: 'application/json',
    });
  });
});
