/** The p-quantile of values in any order: the smallest value that at least a share p of them does not exceed. */
export function quantile(values, p) {
  if (values.length === 0) return undefined;
  const ascending = Float64Array.from(values).sort();
  return ascending[Math.max(0, Math.ceil(p * ascending.length) - 1)];
}

/**
 * The median of the measured values, which leaves out undefined and NaN. For an even number, the mean of the middle
 * two.
 */
export function median(values) {
  const measured = values.filter((value) => value !== undefined && !Number.isNaN(value)).toSorted((a, b) => a - b);
  if (measured.length === 0) return undefined;
  const middle = measured.length / 2;
  return (measured[Math.floor(middle - 0.5)] + measured[Math.floor(middle)]) / 2;
}

/** p50, p99 and p99.9 of latencies in ms. */
export function percentiles(valuesMs) {
  return { p50: quantile(valuesMs, 0.5), p99: quantile(valuesMs, 0.99), p999: quantile(valuesMs, 0.999) };
}
