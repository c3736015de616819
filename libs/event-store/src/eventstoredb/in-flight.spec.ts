import { setImmediate as nextTurn } from 'node:timers/promises';
import { InFlight } from './in-flight.js';

describe('work in flight', () => {
  it('is bounded, and what waits begins in order', async () => {
    const inFlight = new InFlight(2);
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const works = [0, 1, 2, 3, 4].map((nth) =>
      inFlight.run(async () => {
        begun.push(nth);
        await new Promise<void>((resolve) => ends.push(resolve));
        return nth;
      }),
    );
    await nextTurn();
    expect(begun).toEqual([0, 1]);
    ends[1]?.();
    await nextTurn();
    expect(begun).toEqual([0, 1, 2]);
    for (let nth = 0; nth < 5; nth++) {
      ends[nth]?.();
      await nextTurn();
    }
    expect(await Promise.all(works)).toEqual([0, 1, 2, 3, 4]);
  });

  it('gives its place free when it fails', async () => {
    const inFlight = new InFlight(1);
    const failing = (): Promise<never> => Promise.reject(new Error('no'));
    await expect(inFlight.run(failing)).rejects.toThrow('no');
    await expect(inFlight.run(() => Promise.resolve(1))).resolves.toBe(1);
  });
});
