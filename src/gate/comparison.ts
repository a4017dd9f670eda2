import { isDifference } from "../model/logRatio.ts";
import type { Comparison } from "../model/verdict.ts";
import { defined } from "../util/omitUndefined.ts";
import { detectableExcess, type ErrorCounts, requestsNeeded } from "./errorRate.ts";
import type { Subject } from "./gatedMetrics.ts";
import type { Course } from "./interimLooks.ts";
import {
  type BeyondChance,
  detectableShift,
  type Estimate,
  evidenceNeeded,
  forecast,
  outcomeOf,
  type Threshold,
} from "./outcome.ts";

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
  /** Of an error rate: what it is the rate of. */
  readonly errors?: ErrorCounts;
  /** What measuring this much took; absent where more of it cannot be had. */
  readonly tookMs?: number;
  /** Each value is another machine's: what could not have seen 25 % does not count then, whatever it shows. */
  readonly machinesDiffer?: boolean;
}

/** Chance of a false alarm that one comparison may spend, all its looks together. */
export type Alpha = number;

/** A comparison whose noise hides even this is no comparison. */
const blindAboveRatio = 0.25;

export function comparisonOf(subject: Subject, evidence: Evidence, alpha: Alpha): Comparison {
  const { estimate, minEffect, toRatio, tookMs, course, errors } = evidence;
  const once = { worse: estimate.pWorse < alpha, better: estimate.pBetter < alpha };
  const threshold = { minEffect, alpha, beyondChance: evidence.beyondChance ?? once };
  const outcome = outcomeOf(estimate, threshold);
  const needed = outcome === "inconclusive" ? timesNeeded(evidence, threshold) : undefined;
  const atBest = forecast(estimate, course?.planned === undefined ? 1 : course.planned / course.rounds);
  // By its noise: a fast service's smallest change that matters may well be more than a quarter.
  const isBlind =
    !isDifference(subject.metric) && toRatio(detectableShift(atBest, { ...threshold, minEffect: 0 })) > blindAboveRatio;
  const isUnstable = isBlind && (outcome === "inconclusive" || evidence.machinesDiffer === true);
  return {
    ...about(subject),
    outcome: isUnstable ? "unstable" : outcome,
    base: evidence.base,
    head: evidence.head,
    change_ratio: toRatio(estimate.mean),
    interval: [toRatio(estimate.interval[0]), toRatio(estimate.interval[1])],
    rounds: evidence.rounds,
    mde_ratio: toRatio(
      Math.max(detectableShift(estimate, threshold), errors === undefined ? 0 : detectableExcess(errors)),
    ),
    min_effect_ratio: toRatio(minEffect),
    ...(needed === undefined || tookMs === undefined || isUnstable ? {} : { settle_ms: (needed - 1) * tookMs }),
  };
}

/** How many times as much evidence would settle it; `undefined` where more of it would hardly help. */
function timesNeeded({ estimate, errors }: Evidence, threshold: Threshold): number | undefined {
  const { minEffect } = threshold;
  const byCount = errors === undefined || estimate.mean >= minEffect ? 0 : requestsNeeded(errors, minEffect);
  const times = Math.max(evidenceNeeded(estimate, threshold), byCount);
  return times > 1 && times < 20 ? times : undefined;
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
    ...defined({ base: values.base, head: values.head }),
    rounds,
    reason,
  };
}

const about = ({ metric, request, gating }: Subject) => ({ metric, request, gating });
