import type { OverloadPlan } from "../model/overloadRecord.ts";
import type { OverloadSpec } from "../model/plan.ts";
import { type Millis, millis, perSec } from "../model/unit.ts";

/** The usual load, as a share of the capacity. */
const usualShare = 0.5;
/** Later, nobody would call it a recovery. */
const mostBackSteps = 6;
/** Seconds are the unit of what is seen. */
const shortestStepMs = 1000;
/** The rest of the budget is for the search. */
const budgetShare = 0.35;

/** Steps with the usual load in which a service without refusals works off what it owes, and one more. */
const backSteps = (factors: readonly number[]): number => {
  const owed = factors.reduce((sum, factor) => sum + factor - 1, 0);
  return Math.min(mostBackSteps, Math.ceil(owed / (1 - usualShare)) + 1);
};

const stepsOf = (factors: readonly number[]): number => 1 + factors.length + backSteps(factors);

/** The length of a step, in whole seconds. It is shorter than wanted if the budget has no time for it. */
export function overloadStepMs({ factors, stepMs }: OverloadSpec, arms: number, budgetMs: Millis): Millis {
  const affordableMs = (budgetShare * budgetMs) / (arms * stepsOf(factors));
  return millis(1000 * Math.max(shortestStepMs / 1000, Math.floor(Math.min(stepMs, affordableMs) / 1000)));
}

/** The time of the overloads of all arms. */
export const overloadMs = (spec: OverloadSpec, arms: number, budgetMs: Millis): Millis =>
  millis(arms * (stepsOf(spec.factors) + 1) * overloadStepMs(spec, arms, budgetMs));

export function overloadPlan({ factors }: OverloadSpec, capacityPerSec: number, stepMs: Millis): OverloadPlan {
  const usualPerSec = perSec(usualShare * capacityPerSec);
  return { capacityPerSec, stepMs, factors, usualPerSec, backSteps: backSteps(factors) };
}

/** The rates in the order played. */
export const overloadRates = ({ capacityPerSec, factors, usualPerSec, backSteps: back }: OverloadPlan) => [
  usualPerSec,
  ...factors.map((factor) => perSec(factor * capacityPerSec)),
  ...Array.from({ length: back }, () => usualPerSec),
];
