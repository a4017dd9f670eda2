/** The p-quantile of values in any order: the smallest one that at least that share of them does not exceed. */
export function quantile(values, p) {
  if (values.length === 0) return undefined;
  const ascending = Float64Array.from(values).sort();
  return ascending[Math.max(0, Math.ceil(p * ascending.length) - 1)];
}

/** The median of what is there; of an even number the mean of the middle two. */
export function median(values) {
  const there = values.filter((value) => value !== undefined && !Number.isNaN(value)).toSorted((a, b) => a - b);
  if (there.length === 0) return undefined;
  const middle = there.length / 2;
  return (there[Math.floor(middle - 0.5)] + there[Math.floor(middle)]) / 2;
}

/** p50, p99 and p99.9 of latencies in ms. */
export function percentiles(valuesMs) {
  return { p50: quantile(valuesMs, 0.5), p99: quantile(valuesMs, 0.99), p999: quantile(valuesMs, 0.999) };
}
