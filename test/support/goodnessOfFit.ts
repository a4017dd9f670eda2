import jstat from "jstat";

/** The largest distance between a sample and a distribution function (Kolmogorov), times the root of its size. */
export function kolmogorov(sample: readonly number[], distribution: (x: number) => number): number {
  const n = sample.length;
  const distances = sample
    .toSorted((a, b) => a - b)
    .map((x, i) => {
      const expected = distribution(x);
      return Math.max(Math.abs(expected - i / n), Math.abs(expected - (i + 1) / n));
    });
  return Math.max(...distances) * Math.sqrt(n);
}

/** Kolmogorov's limit for a chance of 0.1 %. */
export const kolmogorovLimit = 1.949;

/** Pearson's chi-square test: the chance of such counts or more extreme ones. `shares` add up to 1. */
export function chiSquareChance(counts: readonly number[], shares: readonly number[]): number {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const statistic = shares.reduce(
    (sum, share, i) => sum + ((counts[i] ?? 0) - share * total) ** 2 / (share * total),
    0,
  );
  return 1 - jstat.chisquare.cdf(statistic, shares.length - 1);
}
