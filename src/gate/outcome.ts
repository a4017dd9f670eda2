import type { Outcome } from "../model/verdict.ts";
import { tQuantile } from "../stats/studentT.ts";

/** One-sided p values: how likely an unchanged service shows at least this much. */
export interface PValues {
  readonly pWorse: number;
  readonly pBetter: number;
}

/** An estimated change; positive is worse. A difference of logarithms, or of values in the metric's unit. */
export interface Estimate extends PValues {
  readonly mean: number;
  readonly standardError: number;
  /** Degrees of freedom of the standard error. */
  readonly df: number;
  /** A second estimate that outliers hardly move. It must agree with the mean. */
  readonly robust: number;
  /** 95 % confidence interval. */
  readonly interval: readonly [number, number];
}

export interface Threshold {
  /** The smallest change that matters, on the estimate's scale. */
  readonly minEffect: number;
  /** Probability of a false alarm that this comparison may spend, all its looks together. */
  readonly alpha: number;
  readonly significance: Significance;
}

/** True if the change was significant at any look, by direction. */
export interface Significance {
  readonly worse: boolean;
  readonly better: boolean;
}

/**
 * A change must be significant, large enough, and not due to one odd round. A metric is unchanged if its change is
 * shown to be below the smallest change that matters.
 */
export function outcomeOf(
  { mean, robust, interval }: Pick<Estimate, "mean" | "robust" | "interval">,
  { minEffect, significance }: Pick<Threshold, "minEffect" | "significance">,
): Extract<Outcome, "regressed" | "improved" | "unchanged" | "inconclusive"> {
  if (significance.worse && mean >= minEffect && robust >= minEffect / 2) return "regressed";
  if (significance.better && mean <= -minEffect && robust <= -minEffect / 2) return "improved";
  // The 97.5 % upper bound lies below the smallest change that matters.
  return interval[1] < minEffect ? "unchanged" : "inconclusive";
}

/** The smallest true change that fails with probability 0.95: it must come out significant and at least `minEffect`. */
export function detectableShift({ standardError, df }: Estimate, { minEffect, alpha }: Threshold): number {
  return Math.max(minEffect, tQuantile(1 - alpha, df) * standardError) + tQuantile(0.95, df) * standardError;
}

/** The estimate that `times` as much evidence with the same noise would give. */
export function forecast(estimate: Estimate, times: number): Estimate {
  const df = (estimate.df + 1) * times - 1;
  return { ...estimate, standardError: estimate.standardError / Math.sqrt(times), df };
}

/** How many times as much evidence would give a clear outcome. Infinite if the change is exactly the minimum effect. */
export function evidenceMultiple(estimate: Estimate, { minEffect, alpha }: Threshold): number {
  const { mean, standardError, df } = estimate;
  const [gap, quantile] =
    mean < minEffect ? [minEffect - mean, tQuantile(0.975, df)] : [mean, tQuantile(1 - alpha, df)];
  return ((quantile * standardError) / gap) ** 2;
}
