import type { ComparedMetric } from "./plan.ts";
import type { LogRatios } from "./results.ts";
import type { Comparison } from "./verdict.ts";

/** Changes on the scale on which they add up: of what changes in ratios the logarithm, of others the difference. */

export function shiftOf(metric: ComparedMetric, change: number): number {
  return isDifference(metric) ? change : Math.log1p(change);
}

export function changeOf(metric: ComparedMetric, shift: number): number {
  return isDifference(metric) ? shift : Math.expm1(shift);
}

/** What a run's comparisons found, whatever came of them. */
export function logRatiosOf(comparisons: readonly Comparison[]): LogRatios {
  const byRequest = Map.groupBy(comparisons, ({ request }) => request);
  return Object.fromEntries(
    [...byRequest].map(([request, own]) => [
      request,
      Object.fromEntries(own.flatMap(({ metric, change_ratio: change }) => entryOf(metric, change))),
    ]),
  );
}

/** Whether a change is told as a difference. */
export const isDifference = (metric: ComparedMetric): boolean => metric === "error_rate" || metric === "memory_growth";

function entryOf(metric: ComparedMetric, change: number | undefined): [] | [[ComparedMetric, number]] {
  return change === undefined ? [] : [[metric, shiftOf(metric, change)]];
}
