import { comparabilityOf } from "../model/metric.ts";
import { type Comparison, goodOutcomes } from "../model/verdict.ts";

/** More undecided comparisons than this share of a scenario's gating ones keep the run from passing. */
const maxUndecidedShare = 1 / 3;

/**
 * The undecided comparisons of a scenario that do not keep the run from passing: upper percentiles need many times the
 * requests of a median. Each must lie below its smallest change that matters as measured, and the median of the same
 * request must have a good outcome. None is minor if too many are undecided.
 */
export function minorUndecided(gating: readonly Comparison[]): readonly Comparison[] {
  const undecided = gating.filter(({ outcome }) => outcome === "inconclusive" || outcome === "unstable");
  if (undecided.length > maxUndecidedShare * gating.length) return [];
  const hasGoodMedian = (request: string) =>
    gating.some((other) => other.request === request && other.metric === "p50" && goodOutcomes.includes(other.outcome));
  const isMinor = ({ metric, request, reason, change_ratio, min_effect_ratio }: Comparison) =>
    comparabilityOf(metric).isUpperPercentile === true &&
    reason === undefined &&
    change_ratio !== undefined &&
    min_effect_ratio !== undefined &&
    change_ratio < min_effect_ratio &&
    hasGoodMedian(request);
  return undecided.every(isMinor) ? undecided : [];
}
