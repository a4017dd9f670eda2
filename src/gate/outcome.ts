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
  /** The same without the metric's absolute floor. */
  readonly minEffectWithoutFloor: number;
  /** Probability of a false alarm that this comparison may spend, all its looks together. */
  readonly alpha: number;
  readonly significance: Significance;
}

type ShiftThreshold = Pick<Threshold, "minEffect" | "alpha">;

/** True if the change was significant at any look, by direction. */
export interface Significance {
  readonly worse: boolean;
  readonly better: boolean;
}

/**
 * A change must be significant, large enough, and not due to one odd round. A metric is unchanged if its change is
 * shown to be below the smallest change that matters, up and down.
 */
export function outcomeOf(
  { mean, robust, interval }: Pick<Estimate, "mean" | "robust" | "interval">,
  { minEffect, minEffectWithoutFloor, significance }: Omit<Threshold, "alpha">,
): Exclude<Outcome, "unstable" | "invalid" | "new"> {
  const isWorseBy = (effect: number) => significance.worse && mean >= effect && robust >= effect / 2;
  if (isWorseBy(minEffect)) return "regressed";
  if (significance.better && mean <= -minEffect && robust <= -minEffect / 2) return "improved";
  // The 97.5 % upper bound must lie below the smallest change that matters. No number lies below it if it is NaN.
  const isShownBelow = interval[1] < minEffect;
  if (!isShownBelow) return "inconclusive";
  if (isWorseBy(minEffectWithoutFloor)) return "below_floor";
  return interval[0] > -minEffect ? "unchanged" : "not_worse";
}

/** The smallest true change that fails with probability 0.95: it must come out significant and at least `minEffect`. */
export function detectableShift({ standardError, df }: Estimate, { minEffect, alpha }: ShiftThreshold): number {
  return Math.max(minEffect, tQuantile(1 - alpha, df) * standardError) + tQuantile(0.95, df) * standardError;
}

/** The estimate that `times` as much evidence with the same noise would give. */
export function forecast(estimate: Estimate, times: number): Estimate {
  const df = (estimate.df + 1) * times - 1;
  return { ...estimate, standardError: estimate.standardError / Math.sqrt(times), df };
}

/** How many times as much evidence would give a clear outcome. Infinite if the change is exactly the minimum effect. */
export function evidenceMultiple(estimate: Estimate, { minEffect, alpha }: ShiftThreshold): number {
  const { mean, standardError, df } = estimate;
  const [gap, quantile] =
    mean < minEffect ? [minEffect - mean, tQuantile(0.975, df)] : [mean, tQuantile(1 - alpha, df)];
  return ((quantile * standardError) / gap) ** 2;
}
