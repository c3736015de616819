/** The value below which so large a share of the values is; NaN if there are none. */
export function quantileOf(values, share) {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.floor(share * (sorted.length - 1))] ?? NaN;
}
