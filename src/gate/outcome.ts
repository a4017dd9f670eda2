import type { Outcome } from "../model/verdict.ts";
import { tQuantile } from "../stats/studentT.ts";

/** How likely a change is to be none. */
export interface Chances {
  /** P(an unchanged service shows at least this much). */
  readonly pWorse: number;
  readonly pBetter: number;
}

/** An estimated change, positive is worse: of logarithms, or of rates. */
export interface Estimate extends Chances {
  readonly mean: number;
  readonly standardError: number;
  /** Degrees of freedom of the standard error. */
  readonly df: number;
  /** A second, robust estimate that must agree. */
  readonly robust: number;
  /** The interval of 95 %. */
  readonly interval: readonly [number, number];
}

export interface Threshold {
  /** The smallest change that matters, on the estimate's scale. */
  readonly minEffect: number;
  /** Chance of a false alarm that this comparison may spend, all its looks together. */
  readonly alpha: number;
  /** Whether a look has found it to be beyond chance, and in which direction. */
  readonly beyondChance: BeyondChance;
}

export interface BeyondChance {
  readonly worse: boolean;
  readonly better: boolean;
}

/** Beyond chance, large enough, and not the work of one odd round; or shown to be below what matters. */
export function outcomeOf(
  { mean, robust, interval }: Pick<Estimate, "mean" | "robust" | "interval">,
  { minEffect, beyondChance }: Pick<Threshold, "minEffect" | "beyondChance">,
): Extract<Outcome, "regressed" | "improved" | "unchanged" | "inconclusive"> {
  if (beyondChance.worse && mean >= minEffect && robust >= minEffect / 2) return "regressed";
  if (beyondChance.better && mean <= -minEffect && robust <= -minEffect / 2) return "improved";
  // Shown not to be worse: the 97.5 % upper bound lies below the smallest change that matters.
  return interval[1] < minEffect ? "unchanged" : "inconclusive";
}

/**
 * The smallest true change that this much noise lets through with probability 0.95: it must come out beyond chance, and no
 * smaller than what matters.
 */
export function detectableShift({ standardError, df }: Estimate, { minEffect, alpha }: Threshold): number {
  return Math.max(minEffect, tQuantile(1 - alpha, df) * standardError) + tQuantile(0.95, df) * standardError;
}

/** The estimate that so many times as much evidence, with the same noise, would give. */
export function forecast(estimate: Estimate, times: number): Estimate {
  const df = (estimate.df + 1) * times - 1;
  return { ...estimate, standardError: estimate.standardError / Math.sqrt(times), df };
}

/** How many times as much evidence would settle it: infinitely much where it is just what matters. */
export function evidenceNeeded(estimate: Estimate, { minEffect, alpha }: Threshold): number {
  const { mean, standardError, df } = estimate;
  const [gap, quantile] =
    mean < minEffect ? [minEffect - mean, tQuantile(0.975, df)] : [mean, tQuantile(1 - alpha, df)];
  return ((quantile * standardError) / gap) ** 2;
}
