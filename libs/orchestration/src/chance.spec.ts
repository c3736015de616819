import { clampedPoisson } from './index.js';

describe('a clamped Poisson interval', () => {
  it.each([
    [0.1, 0.906],
    [0.2, 0.824],
    [0.3, 0.752],
    [0.5, 0.629],
    [1, 0.415],
    [2, 0.193],
    [9, 0.001],
  ])('with a factor of %d begins at %d of its mean', (factor, share) => {
    expect(clampedPoisson(100, factor, 0) / 100).toBeCloseTo(share, 3);
  });

  it.each([0.1, 0.5, 2])('with a factor of %d ends so far above its mean', (factor) => {
    expect(clampedPoisson(100, factor, 1 - Number.EPSILON)).toBeCloseTo(100 * (1 + factor), 6);
  });

  it('grows with chance', () => {
    const draws = [0, 0.25, 0.5, 0.75, 0.999].map((chance) => clampedPoisson(10, 0.3, chance));
    expect([...draws].sort((a, b) => a - b)).toEqual(draws);
  });

  it('is not cut off below for a factor beyond all measure', () => {
    expect(clampedPoisson(1, 49, 0)).toBeCloseTo(0, 12);
  });
});
