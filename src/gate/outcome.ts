import type { Outcome } from "../model/results.ts";
import { tQuantile } from "../stats/studentT.ts";

/** An estimated change, positive is worse: of logarithms, or of rates. */
export interface Estimate {
  readonly mean: number;
  readonly standardError: number;
  /** Degrees of freedom of the standard error. */
  readonly df: number;
  /** A second, robust estimate that must agree. */
  readonly robust: number;
  /** P(an unchanged service shows at least this much). */
  readonly pWorse: number;
  readonly pBetter: number;
  /** The interval of 95 %. */
  readonly interval: readonly [number, number];
}

export interface Threshold {
  /** The smallest change that matters, on the estimate's scale. */
  readonly minEffect: number;
  /** Chance of a false alarm that this one comparison may spend. */
  readonly alpha: number;
}

/** Beyond chance, large enough, and not the work of one odd round; or shown to be below what matters. */
export function outcomeOf(
  estimate: Estimate,
  { minEffect, alpha }: Threshold,
): Extract<Outcome, "regressed" | "improved" | "unchanged" | "inconclusive"> {
  const { mean, robust, pWorse, pBetter, interval } = estimate;
  if (pWorse < alpha && mean >= minEffect && robust >= minEffect / 2) return "regressed";
  if (pBetter < alpha && mean <= -minEffect && robust <= -minEffect / 2) return "improved";
  // Shown not to be worse: the 97.5 % upper bound lies below the smallest change that matters.
  return interval[1] < minEffect ? "unchanged" : "inconclusive";
}

/** The smallest true change that this much noise lets through with probability 0.95. */
export function detectableShift({ standardError, df }: Estimate, { minEffect, alpha }: Threshold): number {
  return Math.max(minEffect, (tQuantile(1 - alpha, df) + tQuantile(0.95, df)) * standardError);
}

/** How many times as much evidence would settle it; `undefined` where more of it would hardly help. */
export function evidenceNeeded(estimate: Estimate, { minEffect, alpha }: Threshold): number | undefined {
  const { mean, standardError, df } = estimate;
  const [gap, quantile] =
    mean < minEffect ? [minEffect - mean, tQuantile(0.975, df)] : [mean, tQuantile(1 - alpha, df)];
  const times = ((quantile * standardError) / gap) ** 2;
  return Number.isFinite(times) && times > 1 && times < 20 ? times : undefined;
}
