import { binomialUpperTail, proportionUpperBound } from "../stats/binomial.ts";
import type { Chances, Estimate } from "./outcome.ts";

/** An error rate has regressed by this many requests at least: below, chance has too many ways. */
const fewestExcessErrors = 7;

export interface Errors {
  readonly due: number;
  readonly failed: number;
}

/**
 * Errors come in clumps: a change must stand out among the rounds or runs, which is the estimate, and here among the
 * requests, and in number. What their count leaves open, the interval holds too.
 */
export function withCounts(estimate: Estimate, base: Errors, head: Errors): Estimate {
  const rates = { base: base.failed / base.due, head: head.failed / head.due };
  return {
    ...estimate,
    ...chancesWithCounts(estimate, base, head),
    interval: [
      Math.min(estimate.interval[0], rates.head - proportionUpperBound(base.failed, base.due, 0.975)),
      Math.max(estimate.interval[1], proportionUpperBound(head.failed, head.due, 0.975) - rates.base),
    ],
  };
}

/** The greater chance of the two: that of the rounds or runs, and that of the requests. */
export function chancesWithCounts({ pWorse, pBetter }: Chances, base: Errors, head: Errors): Chances {
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
