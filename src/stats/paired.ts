import { mean, median, sampleStandardDeviation } from "simple-statistics";
import type { VariancePrior } from "./sharedVariance.ts";
import { tQuantile, tUpperTail } from "./studentT.ts";

/** Paired differences: at least two finite values, enough to estimate a spread. */
export interface Differences {
  readonly values: readonly number[];
  readonly mean: number;
  /** Standard error of the mean. */
  readonly standardError: number;
  /** Degrees of freedom of the standard error. */
  readonly df: number;
}

/** `undefined` if there are fewer than two values, or if one of them is not finite. */
export function differencesOf(values: readonly number[]): Differences | undefined {
  if (values.length < 2 || !values.every(Number.isFinite)) return undefined;
  const sd = values.every((value) => value === values[0]) ? 0 : sampleStandardDeviation([...values]);
  return { values, mean: mean([...values]), standardError: sd / Math.sqrt(values.length), df: values.length - 1 };
}

/** Adds a further error of the mean, which is known. The degrees of freedom are Satterthwaite's (1946). */
export function withKnownError(d: Differences, error: number): Differences {
  const standardError = Math.hypot(d.standardError, error);
  const df = d.standardError === 0 ? d.df : Math.min(mostDegrees, d.df * (standardError / d.standardError) ** 4);
  return { ...d, standardError, df };
}

/** Adds what other samples say about the variance. */
export function withPrior(d: Differences, prior: VariancePrior | undefined): Differences {
  if (prior === undefined) return d;
  const df = d.df + prior.df;
  const variance = (d.df * d.standardError ** 2 + (prior.df * prior.variance) / d.values.length) / df;
  return { ...d, standardError: Math.sqrt(variance), df };
}

/** More make no difference to a t quantile. */
const mostDegrees = 1000;

/** The two-sided t interval for the mean, `level` in (0, 1). */
export function tInterval(d: Differences, level: number): readonly [number, number] {
  const margin = tQuantile((1 + level) / 2, d.df) * d.standardError;
  return [d.mean - margin, d.mean + margin];
}

/** The one-sided paired t test: the p value of "the mean is at most 0". */
export function pGreater(d: Differences): number {
  if (d.standardError === 0) return d.mean > 0 ? 0 : 1;
  return tUpperTail(d.mean / d.standardError, d.df);
}

/** The Hodges-Lehmann estimate (1963): the median of all pairwise means, each value paired with itself included. */
export function hodgesLehmann(values: readonly number[]): number {
  const means = values.flatMap((a, i) => values.slice(i).map((b) => (a + b) / 2));
  return median(means);
}
