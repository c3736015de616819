import { longestPause } from './progress.mjs';

describe('the longest time without progress', () => {
  const growths = [0, 400, 500, 800, 900];

  it('counts from the last growth before the moment', () => {
    expect(longestPause(growths, 100)).toBe(400);
  });

  it('leaves out what was over at the moment', () => {
    expect(longestPause(growths, 450)).toBe(300);
  });

  it('is none where nothing came after it', () => {
    expect(longestPause(growths, 900)).toBe(0);
  });
});
