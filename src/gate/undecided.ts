import { isSlowToDecide } from "../model/metric.ts";
import { allRequests } from "../model/plan.ts";
import { type Comparison, goodOutcomes } from "../model/verdict.ts";
import { tQuantile } from "../stats/studentT.ts";

/** More undecided comparisons than this share of a scenario's gating ones keep the run from passing. */
const maxUndecidedShare = 1 / 2;

/**
 * The undecided comparisons of a scenario that do not keep the run from passing: upper percentiles, the median of one
 * request among several, and CPU time, also that of dependencies. They need many times the requests of the median of all
 * requests, or more starts. Each must lie below its smallest change that matters as measured. An upper percentile needs a
 * good median of the same request or of all requests, the others that of all requests. None is minor if too many are
 * undecided. The medians of single requests are parts of that of all requests, and do not count there.
 */
export function minorUndecided(comparisons: readonly Comparison[]): readonly Comparison[] {
  const gating = comparisons.filter((comparison) => comparison.gating);
  const undecided = gating.filter(isUndecided);
  const counted = gating.filter((comparison) => !isPart(comparison));
  if (counted.filter(isUndecided).length > maxUndecidedShare * counted.length) return [];
  const hasGoodMedian = (request: string) =>
    comparisons.some((other) => other.request === request && other.metric === "p50" && isGoodMedian(other));
  const isMinor = (comparison: Comparison) =>
    mayBeMinor(comparison) && (hasGoodMedian(comparison.request) || hasGoodMedian(allRequests));
  return undecided.every(isMinor) ? undecided : [];
}

const isUndecided = ({ outcome }: Comparison): boolean => outcome === "inconclusive" || outcome === "unstable";

/** The median of one request among several. */
const isPart = ({ metric, request }: Comparison): boolean => metric === "p50" && request !== allRequests;

function mayBeMinor(comparison: Comparison): boolean {
  const { metric, reason, change_ratio, min_effect_ratio } = comparison;
  const isSlow = isSlowToDecide(metric) || metric === "cpu_per_request" || isPart(comparison);
  if (!isSlow || reason !== undefined || change_ratio === undefined || min_effect_ratio === undefined) return false;
  return change_ratio < min_effect_ratio;
}

/** The usual level of a test of equivalence. Outcomes need 97.5 %. */
const medianLevel = 0.95;

/** Shown to be below its smallest change that matters. For the median of all requests, at 95 %. */
function isGoodMedian(comparison: Comparison): boolean {
  const { outcome, request, min_effect_ratio } = comparison;
  if (goodOutcomes.includes(outcome)) return true;
  return request === allRequests && min_effect_ratio !== undefined && upperBound(comparison) < min_effect_ratio;
}

/** The one-sided upper bound of the change, as a ratio. */
function upperBound({ change_ratio, interval, rounds }: Comparison): number {
  if (change_ratio === undefined || interval === undefined) return Number.POSITIVE_INFINITY;
  const change = Math.log1p(change_ratio);
  const standardError = (Math.log1p(interval[1]) - change) / tQuantile(0.975, rounds - 1);
  return Math.expm1(change + tQuantile(medianLevel, rounds - 1) * standardError);
}
