import { binomialUpperTail, proportionUpperBound } from "../stats/binomial.ts";
import { normalQuantile } from "../stats/normal.ts";
import type { Estimate, PValues } from "./outcome.ts";

/** An error rate regresses only by at least this many failed requests. Fewer are too often chance. */
const fewestExcessErrors = 7;

export interface ErrorCount {
  readonly due: number;
  readonly failed: number;
}

export interface ArmErrorCounts {
  readonly base: ErrorCount;
  readonly head: ErrorCount;
}

/**
 * Adds the counts of single requests to an estimate from rounds or runs. Errors come in clumps, so a change must show
 * in both. The interval covers both uncertainties.
 */
export function withErrorCounts(estimate: Estimate, { base, head }: ArmErrorCounts): Estimate {
  const rates = { base: base.failed / base.due, head: head.failed / head.due };
  return {
    ...estimate,
    ...pValuesWithCounts(estimate, { base, head }),
    interval: [
      Math.min(estimate.interval[0], rates.head - proportionUpperBound(base.failed, base.due, 0.975)),
      Math.max(estimate.interval[1], proportionUpperBound(head.failed, head.due, 0.975) - rates.base),
    ],
  };
}

/**
 * The smallest true rise of the rate that gives enough excess errors with probability 0.95, for this number of errors
 * on the base. Uses the normal approximation of Poisson counts.
 */
export function detectableExcess({ base, head }: ArmErrorCounts): number {
  const z = normalQuantile(0.95);
  const share = head.due / base.due;
  // Solves: excess − z · √(excess + usual) = fewestExcessErrors.
  const usual = base.failed * share * (1 + share);
  return (fewestExcessErrors + z ** 2 / 2 + z * Math.sqrt(fewestExcessErrors + z ** 2 / 4 + usual)) / head.due;
}

/** How many times as many requests would show that the rate has not risen by `minEffect`, at the same rates. */
export function requestMultiple({ base, head }: ArmErrorCounts, minEffect: number): number {
  const isShown = (times: number) =>
    proportionUpperBound(head.failed * times, head.due * times, 0.975) - base.failed / base.due < minEffect;
  return multiples.find(isShown) ?? Number.POSITIVE_INFINITY;
}

/** 1 to 32, in steps of 20 %. */
const multiples = Array.from({ length: 20 }, (_, step) => 1.2 ** step);

/** The larger p value of two tests: over rounds or runs, and over single requests. */
export function pValuesWithCounts({ pWorse, pBetter }: PValues, { base, head }: ArmErrorCounts): PValues {
  return {
    pWorse: Math.max(pWorse, pMoreErrors(base, head)),
    pBetter: Math.max(pBetter, pMoreErrors(head, base)),
  };
}

/** The conditional binomial test: given the total of errors, the chance that so many fall on the second arm. */
function pMoreErrors(first: ErrorCount, second: ErrorCount): number {
  const excess = second.failed - (first.failed * second.due) / first.due;
  if (excess < fewestExcessErrors) return 1;
  return binomialUpperTail(second.failed, first.failed + second.failed, second.due / (first.due + second.due));
}
