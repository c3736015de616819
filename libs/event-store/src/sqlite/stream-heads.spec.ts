import { revision } from '../event-store.js';
import { StreamHeads, type Head } from './stream-heads.js';

const head = (at: bigint): Head => ({ key: 1n, revision: revision(at) });

describe('the heads of streams', () => {
  it('are asked for where they are not kept', () => {
    const heads = new StreamHeads((stream) => (stream === 'a' ? head(4n) : null), 10);
    expect(heads.of('a')).toEqual(head(4n));
    expect(heads.of('b')).toBeNull();
  });

  it('count within a group as soon as they are written', () => {
    const heads = new StreamHeads(() => null, 10);
    heads.write('a', head(0n));
    expect(heads.of('a')).toEqual(head(0n));
  });

  it('are kept once committed', () => {
    const heads = new StreamHeads(() => null, 10);
    heads.write('a', head(0n));
    heads.commit();
    expect(heads.of('a')).toEqual(head(0n));
  });

  it('are asked for anew after a failure', () => {
    const heads = new StreamHeads(() => head(9n), 10);
    heads.write('a', head(0n));
    heads.commit();
    heads.write('b', head(0n));
    heads.forget();
    expect([heads.of('a'), heads.of('b')]).toEqual([head(9n), head(9n)]);
  });

  it('are kept for so many streams, those written last', () => {
    const heads = new StreamHeads(() => null, 2);
    for (const stream of ['a', 'b', 'a', 'c']) {
      heads.write(stream, head(0n));
      heads.commit();
    }
    expect(heads.of('b')).toBeNull();
    expect([heads.of('a'), heads.of('c')]).toEqual([head(0n), head(0n)]);
  });
});
