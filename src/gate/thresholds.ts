import { type ComparedMetric, comparabilityOf } from "../model/metric.ts";
import type { MeasuredScenario, Settings } from "../model/results.ts";

/** The smallest change of one metric that matters: a change must reach both. */
export interface MinimumEffect {
  /** A ratio, or a difference in the metric's unit, as the metric's scale has it. */
  readonly effect: number;
  /** In the metric's own unit. */
  readonly floor: number;
}

type OwnThresholds = Pick<MeasuredScenario, "min_effect" | "min_change">;

/** The minimum effects of a scenario, by metric. Its own win over those of the run. */
export function minEffectsOf({ min_effect }: OwnThresholds, settings: Settings): Settings["min_effect"] {
  return { ...settings.min_effect, ...min_effect };
}

/** For metrics without a minimum effect. They are compared and shown, but cannot fail the run. */
const advisoryMinEffect = 0.1;

export function minimumEffectOf(metric: ComparedMetric, scenario: OwnThresholds, settings: Settings): MinimumEffect {
  return {
    effect: minEffectsOf(scenario, settings)[metric] ?? advisoryMinEffect,
    floor: { ...settings.min_change, ...scenario.min_change }[metric] ?? comparabilityOf(metric).floor,
  };
}
