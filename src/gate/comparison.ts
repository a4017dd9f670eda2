import type { Comparison } from "../model/results.ts";
import { isDifference } from "../model/shift.ts";
import type { Course } from "./looks.ts";
import { type BeyondChance, detectableShift, type Estimate, evidenceNeeded, forecast, outcomeOf } from "./outcome.ts";
import type { Subject } from "./subjects.ts";

/** What a comparison rests on, whichever way it was measured. */
export interface Evidence {
  readonly base: number;
  readonly head: number;
  readonly estimate: Estimate;
  /** What the looks have found; absent where it is looked at once. */
  readonly beyondChance?: BeyondChance;
  /** The smallest change that matters, on the estimate's scale. */
  readonly minEffect: number;
  /** From the estimate's scale to a ratio. */
  readonly toRatio: (shift: number) => number;
  readonly rounds: number;
  /** How much of what the budget holds this is; absent where it is looked at once. */
  readonly course?: Course;
  /** What measuring this much took; absent where more of it cannot be had. */
  readonly tookMs?: number;
}

/** Chance of a false alarm that one comparison may spend, all its looks together. */
export type Alpha = number;

/** A comparison that cannot detect even this is no comparison. */
export const blindAboveRatio = 0.25;

export function comparisonOf(subject: Subject, evidence: Evidence, alpha: Alpha): Comparison {
  const { estimate, minEffect, toRatio, tookMs, course } = evidence;
  const once = { worse: estimate.pWorse < alpha, better: estimate.pBetter < alpha };
  const threshold = { minEffect, alpha, beyondChance: evidence.beyondChance ?? once };
  const outcome = outcomeOf(estimate, threshold);
  const needed = outcome === "inconclusive" && tookMs !== undefined ? evidenceNeeded(estimate, threshold) : undefined;
  const atBest = forecast(estimate, course?.planned === undefined ? 1 : course.planned / course.rounds);
  const blind =
    outcome === "inconclusive" &&
    !isDifference(subject.metric) &&
    toRatio(detectableShift(atBest, threshold)) > blindAboveRatio;
  return {
    ...about(subject),
    outcome: blind ? "unstable" : outcome,
    base: evidence.base,
    head: evidence.head,
    change_ratio: toRatio(estimate.mean),
    interval: [toRatio(estimate.interval[0]), toRatio(estimate.interval[1])],
    rounds: evidence.rounds,
    mde_ratio: toRatio(detectableShift(estimate, threshold)),
    min_effect_ratio: toRatio(minEffect),
    ...(needed === undefined || tookMs === undefined || blind ? {} : { settle_ms: (needed - 1) * tookMs }),
  };
}

/** A comparison that could not be made, or has nothing to be made with. */
export function noComparison(
  subject: Subject,
  outcome: "inconclusive" | "invalid" | "new",
  reason: string,
  values: { readonly base?: number | undefined; readonly head?: number | undefined },
  rounds: number,
): Comparison {
  return {
    ...about(subject),
    outcome,
    ...(values.base === undefined ? {} : { base: values.base }),
    ...(values.head === undefined ? {} : { head: values.head }),
    rounds,
    reason,
  };
}

const about = ({ metric, request, gating }: Subject) => ({ metric, request, gating });
