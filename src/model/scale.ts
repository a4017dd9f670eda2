import { type ComparedMetric, isDifference, isHigherBetter } from "./metric.ts";
import type { LogRatios } from "./results.ts";
import type { Comparison } from "./verdict.ts";

/**
 * The scale on which changes of a metric add up. A position on it is a value of the metric; a shift is a change. A
 * positive shift is worse.
 */
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

/** Shifts of a metric that is better if it is higher have the opposite sign of their changes. */
const invertedLogarithms: MetricScale = {
  ...logarithms,
  toScale: (value) => -Math.log(value),
  fromScale: (position) => Math.exp(-position),
  shiftOf: (change) => -Math.log1p(change),
  changeOf: (shift) => Math.expm1(-shift),
  // A tenth more work for each request is a capacity of 1 / 1.1.
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

export function scaleOf(metric: ComparedMetric): MetricScale {
  if (isDifference(metric)) return differences;
  return isHigherBetter(metric) ? invertedLogarithms : logarithms;
}

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
