import type { AnchoredRun, ScenarioResult, Settings } from "../model/results.ts";
import { logRatiosOf, scaleOf } from "../model/scale.ts";
import type { Comparison, Drift } from "../model/verdict.ts";
import { changePoints } from "../stats/changePoints.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import { minEffectsOf } from "./thresholds.ts";

/** A smaller change does not count as drift, however certain it is (docs/method.md, "Drift on main"). */
const smallestRatio = 0.03;

/** Fixed, so that a series gives the same result in every run. */
const seed = 1;

/**
 * Finds lasting changes of main in its comparisons with one anchor build. The current run is the last of the series.
 * Only metrics that gate pull requests are searched: drift is what small changes below the gate add up to.
 */
export function driftOf(scenario: ScenarioResult, run: Omit<AnchoredRun, "log_ratios">, settings: Settings): Drift[] {
  if (scenario.mode.against === undefined) return [];
  const runs = [...(scenario.anchored ?? []), { ...run, log_ratios: logRatiosOf(scenario.comparisons) }];
  const minEffects = minEffectsOf(scenario, settings);
  return scenario.comparisons
    .filter(({ metric }) => metric in minEffects)
    .flatMap((comparison) => changesOf(comparison, scenario.id, runs, minEffects));
}

function changesOf(
  { request, metric }: Comparison,
  scenario: string,
  runs: readonly AnchoredRun[],
  minEffects: Settings["min_effect"],
): readonly Drift[] {
  const series = runs.flatMap((run) => {
    const shift = run.log_ratios[request]?.[metric];
    return shift === undefined ? [] : [{ run, shift }];
  });
  const scale = scaleOf(metric);
  const minMagnitude = scale.isRelative ? scale.shiftOf(smallestRatio) : (minEffects[metric] ?? 0);
  const shifts = series.map(({ shift }) => shift);
  return changePoints(shifts, { seed, minMagnitude }).flatMap(({ index, before, after, p }) => {
    const first = series[index]?.run;
    if (first === undefined) return [];
    return {
      scenario,
      request,
      metric,
      ...omitUndefined({ sha: first.sha }),
      at: first.at,
      change_ratio: scale.changeOf(after - before),
      runs_after: series.length - index,
      p,
    };
  });
}
