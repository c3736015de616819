import { Lag } from './lag.js';
import { SharedPosition } from './shared-position.js';

describe('the lag behind a log', () => {
  const head = new SharedPosition();
  const reached = new SharedPosition();
  let now = 0;
  const lag = new Lag(head, reached, () => now);
  const commit = (position: bigint, at: number): void => {
    now = at;
    head.advance(position);
    lag.committed();
  };

  it('is nothing while all is reached', () => {
    expect([lag.positions, lag.seconds]).toEqual([0, 0]);
  });

  it('is the age of the oldest commit that is not reached', () => {
    commit(3n, 1_000);
    commit(5n, 1_050); // within a tenth of the one before
    commit(9n, 2_000);
    now = 4_000;
    expect([lag.positions, lag.seconds]).toEqual([10, 3]);
    reached.advance(5n);
    expect([lag.positions, lag.seconds]).toEqual([4, 2]);
    reached.advance(9n);
    expect([lag.positions, lag.seconds]).toEqual([0, 0]);
  });

  it('is nothing while another is at work', () => {
    commit(12n, now + 1_000);
    lag.standsBy = true;
    expect([lag.positions, lag.seconds]).toEqual([0, 0]);
    lag.standsBy = false;
    expect(lag.positions).toBe(3);
    reached.advance(12n);
  });

  it('is told to a thousandth, however long nothing is reached', () => {
    const begun = now;
    for (let nth = 1; nth <= 20_000; nth += 1) commit(12n + BigInt(nth), begun + nth * 100);
    expect(lag.seconds).toBeCloseTo(1_999.9, 5);
    reached.advance(12n + 10_000n);
    expect(Math.abs(lag.seconds - 1_000)).toBeLessThan(2);
  });
});
