import { type ComparedMetric, comparabilityOf } from "../model/metric.ts";
import type { MeasuredScenario, Settings } from "../model/results.ts";
import { scaleOf } from "../model/scale.ts";

/** The smallest change of one metric that matters: a change must reach both. */
export interface MinimumEffect {
  /** A ratio, or a difference in the metric's unit, as the metric's scale has it. */
  readonly effect: number;
  /** In the metric's own unit. */
  readonly floor: number;
}

/** The smallest shifts that matter, on the metric's scale. */
export interface MinShifts {
  readonly minEffect: number;
  /** Without the floor. */
  readonly minEffectWithoutFloor: number;
}

/** `base`: the metric's value on the base. */
export function minShifts(metric: ComparedMetric, minimum: MinimumEffect, base: number): MinShifts {
  const { isRelative, minShift } = scaleOf(metric);
  const minEffect = minShift(minimum, base);
  // A difference has the floor's unit, so both say the same.
  return { minEffect, minEffectWithoutFloor: isRelative ? minShift({ ...minimum, floor: 0 }, base) : minEffect };
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
