import { incompatibilities } from './incompatibilities.mjs';

const PUBLISHED = {
  title: 'Value',
  type: 'object',
  properties: {
    id: { type: 'string', format: 'uuid' },
    message: { type: ['string', 'null'] },
    verdict: { type: 'string', enum: ['ACCEPT', 'REJECT'] },
    tags: { type: 'array', items: { type: 'string' } },
    keys: { type: 'object', additionalProperties: { type: 'string' } },
    from: { anyOf: [{ $ref: '#/$defs/Type' }, { type: 'null' }] },
    run: { $ref: '#/$defs/Run' },
    note: { type: 'string' },
  },
  required: ['id', 'message', 'verdict', 'tags', 'keys', 'from', 'run'],
  $defs: {
    Type: { type: 'string', enum: ['PENDING', 'RUNNING'] },
    Run: { type: 'object', properties: { count: { type: 'integer' } }, required: ['count'] },
  },
};

const without = (name: string): object => ({
  ...PUBLISHED,
  properties: Object.fromEntries(
    Object.entries(PUBLISHED.properties).filter(([member]) => member !== name),
  ),
  required: PUBLISHED.required.filter((member) => member !== name),
});

const withMember = (name: string, schema: object): object => ({
  ...PUBLISHED,
  properties: { ...PUBLISHED.properties, [name]: schema },
});

const withDefinition = (name: string, schema: object): object => ({
  ...PUBLISHED,
  $defs: { ...PUBLISHED.$defs, [name]: schema },
});

const found = (current: object): string[] =>
  incompatibilities({ Value: PUBLISHED }, { Value: current });

describe('a compatible change', () => {
  it.each<[string, object]>([
    ['none', PUBLISHED],
    ['other words', { ...PUBLISHED, title: 'V', description: 'a value', $id: 'urn:v' }],
    ['other words of a member', withMember('id', { ...PUBLISHED.properties.id, description: 'i' })],
    ['a new optional member', withMember('rule', { type: 'string' })],
    ['types in another order', withMember('message', { type: ['null', 'string'] })],
    [
      'values in another order',
      withMember('verdict', { type: 'string', enum: ['REJECT', 'ACCEPT'] }),
    ],
    [
      'another name of a definition',
      {
        ...withMember('run', { $ref: '#/$defs/Other' }),
        $defs: { Type: PUBLISHED.$defs.Type, Other: PUBLISHED.$defs.Run },
      },
    ],
    ['a definition written out', withMember('run', PUBLISHED.$defs.Run)],
  ])('is %s', (_, current) => {
    expect(found(current)).toEqual([]);
  });

  it('is a new schema', () => {
    expect(incompatibilities({ Value: PUBLISHED }, { Value: PUBLISHED, Other: {} })).toEqual([]);
  });
});

describe('an incompatible change', () => {
  it.each<[string, object, string]>([
    ['a required member dropped', without('id'), 'Value/id: dropped'],
    ['an optional member dropped', without('note'), 'Value/note: dropped'],
    [
      'a member made optional',
      { ...PUBLISHED, required: PUBLISHED.required.slice(1) },
      'Value/id: became optional',
    ],
    [
      'a member made required',
      { ...PUBLISHED, required: [...PUBLISHED.required, 'note'] },
      'Value/note: became required',
    ],
    [
      'a new required member',
      { ...withMember('rule', { type: 'string' }), required: [...PUBLISHED.required, 'rule'] },
      'Value/rule: new and required',
    ],
    [
      'another type',
      withMember('note', { type: 'number' }),
      'Value/note: type: "string" became "number"',
    ],
    [
      'a wider type',
      withMember('note', { type: ['string', 'null'] }),
      'Value/note: type: "string" became ["null","string"]',
    ],
    [
      'a narrower type',
      withMember('message', { type: 'string' }),
      'Value/message: type: ["null","string"] became "string"',
    ],
    [
      'a value more',
      withDefinition('Type', { type: 'string', enum: ['PENDING', 'RUNNING', 'PAUSED'] }),
      'Value/from/0: enum: ["PENDING","RUNNING"] became ["PAUSED","PENDING","RUNNING"]',
    ],
    [
      'a value less',
      withMember('verdict', { type: 'string', enum: ['ACCEPT'] }),
      'Value/verdict: enum: ["ACCEPT","REJECT"] became ["ACCEPT"]',
    ],
    [
      'a format dropped',
      withMember('id', { type: 'string' }),
      'Value/id: format: "uuid" became nothing',
    ],
    [
      'a keyword that was not there',
      withMember('note', { type: 'string', maxLength: 3 }),
      'Value/note: maxLength: nothing became 3',
    ],
    [
      'a closed object',
      { ...PUBLISHED, additionalProperties: false },
      'Value/*: true became false',
    ],
    [
      'other items',
      withMember('tags', { type: 'array', items: { type: 'number' } }),
      'Value/tags/items: type: "string" became "number"',
    ],
    [
      'other free members',
      withMember('keys', { type: 'object', additionalProperties: { type: 'number' } }),
      'Value/keys/*: type: "string" became "number"',
    ],
    [
      'a choice more',
      withMember('from', { anyOf: [...PUBLISHED.properties.from.anyOf, { type: 'number' }] }),
      'Value/from: anyOf: ',
    ],
    [
      'a member of a definition made optional',
      withDefinition('Run', { ...PUBLISHED.$defs.Run, required: [] }),
      'Value/run/count: became optional',
    ],
  ])('is %s', (_, current, message) => {
    expect(found(current)).toEqual([expect.stringContaining(message)]);
  });

  it('is a schema dropped', () => {
    expect(incompatibilities({ Value: PUBLISHED }, {})).toEqual(['Value: dropped']);
  });
});
