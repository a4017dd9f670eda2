import { type ComparedMetric, isDifference } from "./metric.ts";
import type { LogRatios } from "./results.ts";
import type { Comparison } from "./verdict.ts";

/** The scale on which changes of a metric add up. A position on it is a value of the metric; a shift is a change. */
export interface MetricScale {
  /** Changes are ratios: 0.05 is 5 %. Otherwise they are differences in the metric's own unit. */
  readonly isRelative: boolean;
  readonly toScale: (value: number) => number;
  readonly fromScale: (position: number) => number;
  readonly shiftOf: (change: number) => number;
  readonly changeOf: (shift: number) => number;
  /** The change from one value to another. */
  readonly changeBetween: (before: number, after: number) => number;
  /** The smallest shift that matters. `effect` is a change, `floor` and `base` are in the metric's unit. */
  readonly minShift: (minimum: { readonly effect: number; readonly floor: number }, base: number) => number;
}

const logarithms: MetricScale = {
  isRelative: true,
  toScale: Math.log,
  fromScale: Math.exp,
  shiftOf: Math.log1p,
  changeOf: Math.expm1,
  changeBetween: (before, after) => after / before - 1,
  minShift: ({ effect, floor }, base) => Math.log1p(Math.max(effect, floor / base)),
};

const same = (value: number): number => value;

const differences: MetricScale = {
  isRelative: false,
  toScale: same,
  fromScale: same,
  shiftOf: same,
  changeOf: same,
  changeBetween: (before, after) => after - before,
  minShift: ({ effect, floor }) => Math.max(effect, floor),
};

export const scaleOf = (metric: ComparedMetric): MetricScale => (isDifference(metric) ? differences : logarithms);

/** The shifts that a run's comparisons measured, whatever their outcome. */
export function logRatiosOf(comparisons: readonly Comparison[]): LogRatios {
  const byRequest = Map.groupBy(comparisons, ({ request }) => request);
  return Object.fromEntries(
    [...byRequest].map(([request, comparisonsOfRequest]) => [
      request,
      Object.fromEntries(
        comparisonsOfRequest.flatMap(({ metric, change_ratio: change }) =>
          change === undefined ? [] : [[metric, scaleOf(metric).shiftOf(change)]],
        ),
      ),
    ]),
  );
}
