import {
  artifactFields,
  dataText,
  isResult,
  isUnpersisted,
  stored,
  withArtifactFields,
  type Data,
  type Json,
} from './index.js';

const data = (value: Json): Data => ({ value, source: null });
const written = (source: string): Data => ({ value: JSON.parse(source) as Json, source });

describe('a result', () => {
  it.each<Json>([{ type: 'reference' }, { a: null }, [0], 'text', ' ', 1, -0.5, true])(
    'is data that is truthy: %j',
    (value) => {
      expect(isResult(data(value))).toBe(true);
    },
  );

  it.each<Json>([0, -0, '', false, null, [], {}])('is not data that is falsy: %j', (value) => {
    expect(isResult(data(value))).toBe(false);
  });

  it('is not data that its sender kept', () => {
    expect(isResult(data({ type: 'unpersisted' }))).toBe(false);
  });
});

describe('unpersisted data', () => {
  it('is an object of that type, whatever else it holds', () => {
    expect(isUnpersisted(data({ type: 'unpersisted', rows: 3 }))).toBe(true);
  });

  it.each<Json>(['unpersisted', ['unpersisted'], { type: 'reference' }, { type: ['unpersisted'] }])(
    'is not %j',
    (value) => {
      expect(isUnpersisted(data(value))).toBe(false);
    },
  );
});

describe('data as stored (5.5)', () => {
  it('is nothing for no data', () => {
    expect(stored(null)).toBeNull();
  });

  it('is nothing for unpersisted data', () => {
    expect(stored(data({ type: 'unpersisted', artifact_key: 'k' }))).toBeNull();
  });

  it('is the very same where nothing is to be taken out', () => {
    const plain = data({ artifact: 'stays', rows: 3 });
    expect(stored(plain)).toBe(plain);
  });

  it.each<Json>([['artifact_key'], 'artifact_key', 0])(
    'is as sent for what is no object: %j',
    (value) => {
      expect(stored(data(value))).toEqual(data(value));
    },
  );

  it('lacks the fields that describe the artifact', () => {
    const sent = { artifact_key: 'k', rows: 3, artifact_type: 't', artifact_description: null };
    expect(stored(data(sent))).toEqual(data({ rows: 3 }));
    expect(artifactFields(data(sent))).toEqual({
      artifact_key: 'k',
      artifact_type: 't',
      artifact_description: null,
    });
  });

  it('lacks only the fields at its top', () => {
    const nested = data({ inner: { artifact_key: 'k' } });
    expect(stored(nested)).toBe(nested);
  });

  it('keeps its numbers as written', () => {
    const sent = written('{ "n": 12345678901234567890, "artifact_key": "k", "m" : [ 1.0 ] }');
    expect(stored(sent)).toEqual(written('{"n":12345678901234567890,"m":[ 1.0 ]}'));
  });

  it('is an empty object if it held nothing else', () => {
    expect(stored(written('{"artifact_key":1.0}'))).toEqual(written('{}'));
  });

  it('keeps a member that objects inherit', () => {
    const sent = written('{"__proto__":1.0,"artifact_key":"k"}');
    expect(dataText(stored(sent))).toBe('{"__proto__":1.0}');
  });
});

describe('the artifact fields', () => {
  it.each([
    data({ rows: 3, artifact_key: 'k', artifact_type: 't' }),
    written('{"rows":1.0,"artifact_key":"k"}'),
  ])('put back make the data whole: %j', (sent) => {
    const kept = stored(sent) ?? data(null);
    expect(withArtifactFields(kept, artifactFields(sent))).toEqual(sent);
  });
});

describe('the text of data', () => {
  it.each([
    [null, 'null'],
    [data({ a: [1, 'x'] }), '{"a":[1,"x"]}'],
    [written('{ "n": 1.0 }'), '{ "n": 1.0 }'],
    [written('1e400'), '1e400'],
  ])('of %j is %s', (of, text) => {
    expect(dataText(of)).toBe(text);
  });
});
