import { absoluteFloor } from "../model/metric.ts";
import type { ComparedMetric } from "../model/plan.ts";
import type { MeasuredScenario, Settings } from "../model/results.ts";

/** What a change of one metric must reach. */
export interface Least {
  /** On the scale of the comparison: a ratio, or a difference. */
  readonly effect: number;
  /** In the metric's own unit. */
  readonly floor: number;
}

type Own = Pick<MeasuredScenario, "min_effect" | "min_change">;

/** A scenario's own thresholds win over those of the run, metric by metric. */
export function effectsFor({ min_effect }: Own, settings: Settings): Settings["min_effect"] {
  return { ...settings.min_effect, ...min_effect };
}

/** A metric that does not gate is judged as if by the default of the nearest one that could. */
const advisoryMinEffect = 0.1;

export function leastOf(metric: ComparedMetric, scenario: Own, settings: Settings): Least {
  return {
    effect: effectsFor(scenario, settings)[metric] ?? advisoryMinEffect,
    floor: absoluteFloor(metric, { ...settings.min_change, ...scenario.min_change }),
  };
}
