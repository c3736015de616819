import { Namespace } from './namespace.js';

describe('a namespace', () => {
  const namespace = new Namespace('runledger');

  it('goes before the names of its streams', () => {
    expect(namespace.outer('taskRun-1')).toBe('runledger.taskRun-1');
    expect(namespace.inner('runledger.taskRun-1')).toBe('taskRun-1');
  });

  it.each(['runledger2.a', 'other.a', '$$runledger.a', 'runledger'])(
    'holds nothing of %s',
    (name) => {
      expect(namespace.inner(name)).toBeNull();
    },
  );

  it.each(['', 'Run', 'a.b', 'a-b', 'ä', '$a'])('is not called "%s"', (name) => {
    expect(() => new Namespace(name)).toThrow(RangeError);
  });
});
