import { mean, sampleVariance } from "simple-statistics";

/** What other samples say about a sample's variance. */
export interface VariancePrior {
  readonly variance: number;
  /** How many degrees of freedom that is worth. */
  readonly df: number;
}

/**
 * The prior of Smyth (2004) for the variance of each sample: the more the variances resemble each other, the more it is
 * worth. Two limits keep it careful. It is worth at most half as much as a sample itself, because few samples say
 * little about how much variances differ. It is worth less if the samples are correlated, because they then repeat each other.
 * `undefined` for fewer than two samples, fewer than three values, or a sample that does not vary. All samples are
 * equally long.
 */
export function variancePrior(samples: readonly (readonly number[])[]): VariancePrior | undefined {
  const [first = []] = samples;
  const df = first.length - 1;
  if (samples.length < 2 || df < 2) return undefined;
  const variances = samples.map((values) => sampleVariance([...values]));
  if (!variances.every((variance) => variance > 0)) return undefined;
  // The logarithm of a sample's variance is too low on average.
  const logs = variances.map((variance) => Math.log(variance) - digamma(df / 2) + Math.log(df / 2));
  const spread = sampleVariance(logs) - trigamma(df / 2);
  const most = df / 2;
  const alike = spread <= 0 ? most : Math.min(most, 2 * inverseTrigamma(spread));
  const square = meanCorrelation(samples, variances) ** 2;
  return {
    variance: Math.exp(mean(logs)),
    df: (alike * (1 - square)) / (1 + square),
  };
}

/** The mean correlation of all pairs of samples, by the variance of the mean of the standardised samples; at least 0. */
function meanCorrelation(samples: readonly (readonly number[])[], variances: readonly number[]): number {
  const count = samples.length;
  const [first = []] = samples;
  const means = first.map((_, i) => mean(samples.map((values, j) => (values[i] ?? 0) / Math.sqrt(variances[j] ?? 1))));
  return Math.min(1, Math.max(0, (count * sampleVariance(means) - 1) / (count - 1)));
}

/** The derivative of ln Γ: recurrence up to 6, then the asymptotic series. */
export function digamma(x: number): number {
  if (x < 6) return digamma(x + 1) - 1 / x;
  const square = 1 / (x * x);
  return Math.log(x) - 0.5 / x - square * (1 / 12 - square * (1 / 120 - square * (1 / 252 - square / 240)));
}

/** The second derivative of ln Γ. */
export function trigamma(x: number): number {
  if (x < 6) return trigamma(x + 1) + 1 / (x * x);
  const square = 1 / (x * x);
  return 1 / x + square / 2 + (square / x) * (1 / 6 - square * (1 / 30 - square * (1 / 42 - square / 30)));
}

/** By bisection: trigamma falls from infinity to 0. */
function inverseTrigamma(value: number): number {
  let [low, high] = [1e-3, 1e6];
  for (let i = 0; i < 60; i++) {
    const middle = Math.sqrt(low * high);
    if (trigamma(middle) > value) low = middle;
    else high = middle;
  }
  return low;
}
