/**
 * Draws from an exponential distribution with this mean, cut off so that the result stays within about `factor` of it (5.6).
 *
 * @param mean in any unit, > 0
 * @param factor > 0
 * @param chance in [0, 1): where in the distribution the draw falls
 */
export function clampedPoisson(mean: number, factor: number, chance: number): number {
  const upper = mean * (1 + factor);
  const lower = mean * lowerShare(factor);
  const from = exponential(lower, mean);
  const drawn = from + chance * (exponential(upper, mean) - from);
  return -mean * Math.log(Math.max(1 - drawn, 1e-10));
}

const exponential = (x: number, mean: number): number => 1 - Math.exp(-x / mean);

/** So that as much of the distribution is cut off below the mean as above it. */
function lowerShare(factor: number): number {
  const exponent = 1 + factor;
  return exponent >= 50 ? 0 : Math.log2(2 ** exponent / (2 ** exponent - 1));
}
