import { RequestInvalid } from '../validation/request-invalid.js';
import { bodyOf, BODY_LIMIT } from './body-parser.js';
import { openServer, type TestServer } from './server.fixture.js';

const JSON_BODY = { kind: 'json', value: { a: 1 }, source: '{"a":1}' };
const TEXT_BODY = { kind: 'text', source: '{"a":1}' };

describe('a body', () => {
  it.each([
    [undefined, JSON_BODY],
    ['application/json', JSON_BODY],
    ['application/json; charset=utf-8', JSON_BODY],
    ['Application/JSON', JSON_BODY],
    ['application/problem+json', JSON_BODY],
    ['application/vnd.api+json;v=1', JSON_BODY],
    ['text/plain', TEXT_BODY],
    ['text/json', TEXT_BODY],
    ['application/jsonl', TEXT_BODY],
    ['application/x-www-form-urlencoded', TEXT_BODY],
    ['application/octet-stream', TEXT_BODY],
  ])('of type %s is read as what it is declared to be', (contentType, body) => {
    expect(bodyOf(Buffer.from('{"a":1}'), contentType)).toEqual(body);
  });

  it('of no bytes is none, whatever it is declared to be', () => {
    expect(bodyOf(Buffer.alloc(0), 'application/json')).toEqual({ kind: 'none' });
  });

  it('keeps its text beside its value', () => {
    const source = ' {"n":1.0}\n';
    expect(bodyOf(Buffer.from(source), undefined)).toEqual({
      kind: 'json',
      value: { n: 1 },
      source,
    });
  });

  it('that is not UTF-8 is refused, as it would be stored altered', () => {
    expect(() => bodyOf(Buffer.from([0x22, 0xff, 0x22]), undefined)).toThrow(RequestInvalid);
  });
});

describe('the server', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openServer();
  });
  afterAll(() => server.app.close());

  it.each([
    ['a GET', 'GET', {}],
    ['a POST without body', 'POST', {}],
    ['an empty POST that is declared as JSON', 'POST', { 'content-type': 'application/json' }],
  ])('gives a body of kind none to %s', async (_, method, headers) => {
    const { text } = await server.call(method, '/api/things/bodies', { headers });
    expect(text).toBe('{"kind":"none"}');
  });

  it('takes __proto__ for data', async () => {
    const { text } = await server.call('POST', '/api/things/', { body: '{"__proto__":{"a":1}}' });
    expect(text).toBe(
      '{"kind":"json","value":{"__proto__":{"a":1}},"source":"{\\"__proto__\\":{\\"a\\":1}}"}',
    );
  });

  it('answers text that is no JSON with the place where it fails', async () => {
    const { status, text } = await server.call('POST', '/api/things/', { body: 'nonsense' });
    expect([status, JSON.parse(text)]).toEqual([
      422,
      {
        exception_message: 'Invalid request received.',
        exception_detail: [
          {
            type: 'json_invalid',
            loc: ['body', 0],
            msg: 'JSON decode error',
            input: {},
            ctx: { error: 'Expecting value' },
          },
        ],
        request_body: 'nonsense',
      },
    ]);
  });

  it('takes a body of 16 MB and tells the limit to one that is larger', async () => {
    const fits = Buffer.alloc(BODY_LIMIT, ' ').fill('1', 0, 1);
    const taken = await server.call('POST', '/api/things/', { body: fits });
    const refused = await server.call('POST', '/api/things/', {
      headers: { 'content-length': String(BODY_LIMIT + 1) },
      body: Buffer.alloc(BODY_LIMIT + 1, ' '),
    });
    expect([taken.status, refused.status, refused.text]).toEqual([
      201,
      413,
      '{"detail":"The request body is larger than the limit of 16777216 bytes."}',
    ]);
  });
});
