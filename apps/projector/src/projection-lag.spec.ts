import { SharedPosition } from '@app/runtime';
import { ProjectionLag } from './projection-lag.js';

describe('the lag of the projection', () => {
  const head = new SharedPosition();
  const shown = new SharedPosition();
  let now = 0;
  const lag = new ProjectionLag(head, shown, () => now);
  const commit = (position: bigint, at: number): void => {
    now = at;
    head.advance(position);
    lag.committed();
  };

  it('is nothing while all is shown', () => {
    expect([lag.positions, lag.seconds]).toEqual([0, 0]);
  });

  it('is the age of the oldest commit that is not shown', () => {
    commit(3n, 1_000);
    commit(5n, 1_050); // within a tenth of the one before
    commit(9n, 2_000);
    now = 4_000;
    expect([lag.positions, lag.seconds]).toEqual([10, 3]);
    shown.advance(5n);
    expect([lag.positions, lag.seconds]).toEqual([4, 2]);
    shown.advance(9n);
    expect([lag.positions, lag.seconds]).toEqual([0, 0]);
  });
});
