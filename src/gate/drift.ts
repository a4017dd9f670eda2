import { changeOf, isDifference, logRatiosOf } from "../model/logRatio.ts";
import type { ComparedMetric } from "../model/plan.ts";
import type { AnchoredRun, ScenarioResult, Settings } from "../model/results.ts";
import type { Comparison, Drift } from "../model/verdict.ts";
import { changePoints } from "../stats/changePoints.ts";
import { defined } from "../util/omitUndefined.ts";
import { effectsFor } from "./thresholds.ts";

/** A smaller change is no drift, however sure it is (METHOD.md, "Drift on main"). */
const smallestRatio = 0.03;

/** The same series gives the same answer in every run that sees it. */
const seed = 1;

/**
 * Since when main differs from what it was, by the runs that were played against the same anchor, this one last. Only of
 * metrics that gate pull requests: drift is what they let through little by little.
 */
export function driftOf(scenario: ScenarioResult, run: Omit<AnchoredRun, "log_ratios">, settings: Settings): Drift[] {
  if (scenario.mode.against === undefined) return [];
  const runs = [...(scenario.anchored ?? []), { ...run, log_ratios: logRatiosOf(scenario.comparisons) }];
  const effects = effectsFor(scenario, settings);
  return scenario.comparisons
    .filter(({ metric }) => metric in effects)
    .flatMap((comparison) => changesOf(comparison, scenario.id, runs, effects));
}

function changesOf(
  { request, metric }: Comparison,
  scenario: string,
  runs: readonly AnchoredRun[],
  effects: Settings["min_effect"],
): readonly Drift[] {
  const series = runs.flatMap((run) => {
    const value = run.log_ratios[request]?.[metric];
    return value === undefined ? [] : [{ run, value }];
  });
  const values = series.map(({ value }) => value);
  return changePoints(values, { seed, minMagnitude: smallest(metric, effects) }).flatMap(
    ({ index, before, after, p }) => {
      const first = series[index]?.run;
      if (first === undefined) return [];
      const change_ratio = changeOf(metric, after - before);
      const since = { ...defined({ sha: first.sha }), at: first.at };
      return [{ scenario, request, metric, ...since, change_ratio, runs_after: series.length - index, p }];
    },
  );
}

/** On the scale of the series. */
function smallest(metric: ComparedMetric, effects: Settings["min_effect"]): number {
  return isDifference(metric) ? (effects[metric] ?? 0) : Math.log1p(smallestRatio);
}
