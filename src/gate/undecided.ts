import { type ComparedMetric, isSlowToDecide } from "../model/metric.ts";
import { allRequests } from "../model/plan.ts";
import { type Comparison, goodOutcomes } from "../model/verdict.ts";

/** More undecided comparisons than this share of a scenario's gating ones keep the run from passing. */
const maxUndecidedShare = 1 / 2;

/**
 * The undecided comparisons of a scenario that do not keep the run from passing: upper percentiles, the median of one
 * request among several, and CPU time, also that of dependencies. They need many times the requests of the median of all
 * requests, or more starts. Each must lie below its smallest change that matters as measured. An upper percentile needs a
 * good median of the same request or of all requests, the others that of all requests. None is minor if too many are
 * undecided.
 */
export function minorUndecided(comparisons: readonly Comparison[]): readonly Comparison[] {
  const gating = comparisons.filter((comparison) => comparison.gating);
  const undecided = gating.filter(({ outcome }) => outcome === "inconclusive" || outcome === "unstable");
  if (undecided.length > maxUndecidedShare * gating.length) return [];
  const hasGoodMedian = (request: string) =>
    comparisons.some(
      (other) => other.request === request && other.metric === "p50" && goodOutcomes.includes(other.outcome),
    );
  const isMinor = ({ metric, request, reason, change_ratio, min_effect_ratio }: Comparison) =>
    mayBeMinor(metric) &&
    reason === undefined &&
    change_ratio !== undefined &&
    min_effect_ratio !== undefined &&
    change_ratio < min_effect_ratio &&
    (hasGoodMedian(request) || hasGoodMedian(allRequests));
  return undecided.every(isMinor) ? undecided : [];
}

const mayBeMinor = (metric: ComparedMetric): boolean =>
  isSlowToDecide(metric) || metric === "p50" || metric === "cpu_per_request";
