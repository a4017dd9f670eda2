import { isServiceMetric } from "../model/metric.ts";
import type { BaselineNote, MeasuredScenario, Settings } from "../model/results.ts";
import type { Comparison } from "../model/verdict.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import type { CheckedScenario } from "./checkedScenario.ts";
import type { Alpha } from "./comparison.ts";
import type { MetricKey } from "./gatedMetrics.ts";
import { lookLevels, roundProgress } from "./interimLooks.ts";
import { judgingStrategies } from "./judgingStrategies.ts";
import { noisePriors } from "./noisePriors.ts";
import { minEffectsOf, minimumEffectOf } from "./thresholds.ts";
import { userLimitIn, withoutUserWaits, withUserLimitControl } from "./userLimitControl.ts";

/** The metrics of a scenario to compare, for each request. */
export function comparedKeys(scenario: MeasuredScenario, settings: Settings): readonly MetricKey[] {
  const { kind, against } = scenario.mode;
  const keys = judgingStrategies[kind].metricKeys(scenario, minEffectsOf(scenario, settings));
  // Each change of main since the anchor's build has already passed the gate in a pull request.
  return against === undefined ? keys : keys.map((key) => ({ ...key, gating: false }));
}

/** An equal share of the run's false alarm rate for each gating comparison (Bonferroni). */
export function alphaOf({ false_alarm }: Settings, gating: number): Alpha {
  return false_alarm / Math.max(1, gating);
}

/** The same for all comparisons of a run. */
export interface JudgingContext {
  readonly settings: Settings;
  /** The baseline, or why there is none. */
  readonly baseline: BaselineNote;
  readonly alpha: Alpha;
}

/** The scenario as if no request had waited for a free user; `undefined` if none did. */
function uncap(checked: CheckedScenario): CheckedScenario | undefined {
  const uncapped = withoutUserWaits(checked);
  if (uncapped === undefined) return undefined;
  const { rounds } = withoutUserWaits({ ...checked, rounds: [...checked.roundsWithoutLatency] }) ?? {};
  return { ...checked, ...uncapped, roundsWithoutLatency: rounds ?? checked.roundsWithoutLatency };
}

/** Compares these metrics of a scenario, in their order. */
export function compareMetrics(
  keys: readonly MetricKey[],
  scenario: MeasuredScenario,
  { settings, baseline, alpha }: JudgingContext,
): readonly Comparison[] {
  const { checkRounds, compareMetric } = judgingStrategies[scenario.mode.kind];
  const checked = checkRounds(scenario);
  const uncapped = uncap(checked);
  const levels = lookLevels(alpha, roundProgress(scenario));
  const priors = noisePriors(checked);
  const options = { baseline, alpha, levels, priors, ...omitUndefined({ restartNoise: settings.restart_noise }) };
  return keys.map((key) => {
    const minimum = minimumEffectOf(key.metric, scenario, settings);
    const comparison = compareMetric(key, checked, { ...options, minimum });
    if (uncapped === undefined || isServiceMetric(key.metric)) return comparison;
    const control = compareMetric(key, uncapped, { ...options, priors: noisePriors(uncapped), minimum });
    return withUserLimitControl(comparison, control, userLimitIn(scenario.phases));
  });
}
