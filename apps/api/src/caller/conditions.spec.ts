import { RequestInvalid } from '../validation/request-invalid.js';
import { conditionsOf, etagOf } from './conditions.js';

const requestWith = (headers: Record<string, string>) => ({ headers });

describe('the conditions of a proposal', () => {
  it('are none without their headers', () => {
    expect(conditionsOf(requestWith({}))).toEqual({ idempotencyKey: null, ifMatch: null });
  });

  it('are the key and the revision that answers carry', () => {
    const headers = { 'idempotency-key': 'order-7/1', 'if-match': etagOf(12n) };
    expect(conditionsOf(requestWith(headers))).toEqual({
      idempotencyKey: 'order-7/1',
      ifMatch: 12n,
    });
  });

  it('take * as any revision', () => {
    expect(conditionsOf(requestWith({ 'if-match': '*' })).ifMatch).toBeNull();
  });

  it.each([
    [{ 'if-match': '12' }, 'If-Match'],
    [{ 'if-match': 'W/"12"' }, 'If-Match'],
    [{ 'if-match': '"1234567890123456789"' }, 'If-Match'],
    [{ 'idempotency-key': '' }, 'Idempotency-Key'],
    [{ 'idempotency-key': 'a b' }, 'Idempotency-Key'],
    [{ 'idempotency-key': 'k'.repeat(256) }, 'Idempotency-Key'],
  ])('refuse %j and name the header', (headers, name) => {
    const place = { faults: [{ loc: ['header', name] }] };
    try {
      conditionsOf(requestWith(headers));
    } catch (error) {
      expect(error).toBeInstanceOf(RequestInvalid);
      expect(error).toMatchObject(place);
    }
    expect.assertions(2);
  });
});
