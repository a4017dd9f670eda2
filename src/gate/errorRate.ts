import { binomialUpperTail, proportionUpperBound } from "../stats/binomial.ts";
import { normalQuantile } from "../stats/normal.ts";
import type { Chances, Estimate } from "./outcome.ts";

/** An error rate has regressed by this many requests at least: below, chance has too many ways. */
const fewestExcessErrors = 7;

export interface Errors {
  readonly due: number;
  readonly failed: number;
}

export interface ErrorCounts {
  readonly base: Errors;
  readonly head: Errors;
}

/**
 * Errors come in clumps: a change must stand out among the rounds or runs, which is the estimate, and here among the
 * requests, and in number. What their count leaves open, the interval holds too.
 */
export function withCounts(estimate: Estimate, { base, head }: ErrorCounts): Estimate {
  const rates = { base: base.failed / base.due, head: head.failed / head.due };
  return {
    ...estimate,
    ...chancesWithCounts(estimate, { base, head }),
    interval: [
      Math.min(estimate.interval[0], rates.head - proportionUpperBound(base.failed, base.due, 0.975)),
      Math.max(estimate.interval[1], proportionUpperBound(head.failed, head.due, 0.975) - rates.base),
    ],
  };
}

/**
 * The smallest true rise of the rate that comes to enough errors of the head with probability 0.95, those of the base being what
 * they are (normal approximation of Poisson counts).
 */
export function detectableExcess({ base, head }: ErrorCounts): number {
  const z = normalQuantile(0.95);
  const share = head.due / base.due;
  // The excess less z of its standard deviations, √(excess + usual), comes to that many.
  const usual = base.failed * share * (1 + share);
  return (fewestExcessErrors + z ** 2 / 2 + z * Math.sqrt(fewestExcessErrors + z ** 2 / 4 + usual)) / head.due;
}

/** How many times as many requests would show that the rate has not risen by so much, if both went on like this. */
export function requestsNeeded({ base, head }: ErrorCounts, minEffect: number): number {
  const isShown = (times: number) =>
    proportionUpperBound(head.failed * times, head.due * times, 0.975) - base.failed / base.due < minEffect;
  return multiples.find(isShown) ?? Number.POSITIVE_INFINITY;
}

/** In steps of a fifth, up to 32 times as many. */
const multiples = Array.from({ length: 20 }, (_, step) => 1.2 ** step);

/** The greater chance of the two: that of the rounds or runs, and that of the requests. */
export function chancesWithCounts({ pWorse, pBetter }: Chances, { base, head }: ErrorCounts): Chances {
  return {
    pWorse: Math.max(pWorse, pMoreErrors(base, head)),
    pBetter: Math.max(pBetter, pMoreErrors(head, base)),
  };
}

/** The conditional binomial test: given all errors, how many of them would fall to the second arm by chance. */
function pMoreErrors(first: Errors, second: Errors): number {
  const excess = second.failed - (first.failed * second.due) / first.due;
  if (excess < fewestExcessErrors) return 1;
  return binomialUpperTail(second.failed, first.failed + second.failed, second.due / (first.due + second.due));
}
