import { Pauses } from './pauses.js';

const taken = (pauses: Pauses, count: number): number[] =>
  Array.from({ length: count }, () => pauses.take());

describe('pauses', () => {
  it('double up to the longest', () => {
    expect(taken(new Pauses(100, () => 1), 5)).toEqual([20, 40, 80, 100, 100]);
  });

  it('leave a half to chance', () => {
    expect(taken(new Pauses(100, () => 0), 4)).toEqual([10, 20, 40, 50]);
  });

  it('begin again after a success', () => {
    const pauses = new Pauses(100, () => 1);
    taken(pauses, 3);
    pauses.reset();
    expect(pauses.take()).toBe(20);
  });

  it('are cut short by the signal', async () => {
    const never = new Pauses(1e9, () => 1e6);
    await expect(never.pause(AbortSignal.abort())).resolves.toBeUndefined();
    const stop = new AbortController();
    const pause = never.pause(stop.signal);
    stop.abort();
    await expect(pause).resolves.toBeUndefined();
  });
});
