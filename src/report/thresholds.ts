import { type ComparedMetric, comparabilityOf, comparedMetrics, isOfDependencies } from "../model/metric.ts";
import type { Results, ScenarioResult, Settings } from "../model/results.ts";
import { metricLabel, metricThreshold, metricValue } from "../wording/metricText.ts";

/** The smallest changes that fail, a line for the file and one for each scenario with its own. */
export function thresholdLines({ settings, scenarios }: Results): readonly string[] {
  const isCompared = (metric: ComparedMetric) =>
    scenarios.some(({ comparisons }) => comparisons.some((one) => one.metric === metric));
  // Most services are no compose file.
  const names = comparedMetrics.filter((metric) => !isOfDependencies(metric) || isCompared(metric));
  return [...settingsLine(settings, names), ...scenarios.flatMap((scenario) => scenarioLine(scenario, names))];
}

function settingsLine(settings: Settings, names: readonly ComparedMetric[]): readonly string[] {
  const effects = minEffects(settings, names);
  if (effects.length === 0) return [];
  const floorOf = (metric: ComparedMetric) => metricValue(metric, comparabilityOf(metric).floor);
  const memory = settings.min_effect.memory_peak === undefined ? "" : `, or ${floorOf("memory_peak")} of memory`;
  const dependencies = names.some(isOfDependencies) ? `, or ${floorOf("dependency_cpu")} of that of dependencies` : "";
  const ownFloors = minChanges(settings);
  const exceptions = ownFloors.length === 0 ? "" : ` (by gate.min_change: ${ownFloors.join(", ")})`;
  const floors = `${floorOf("p50")} of latency or ${floorOf("cpu_per_request")} of CPU time per request${dependencies}${memory}${exceptions}`;
  return [
    `Smallest changes that fail: ${effects.join(", ")}. They are never less than ${floors}, so “fails from” is larger for a fast service.`,
  ];
}

type Thresholds = Pick<ScenarioResult, "min_effect"> & Pick<Settings, "min_change">;

function scenarioLine({ id, ...thresholds }: ScenarioResult, names: readonly ComparedMetric[]): readonly string[] {
  const effects = minEffects(thresholds, names);
  const floors = minChanges(thresholds);
  if (effects.length + floors.length === 0) return [];
  const parts = [...effects, ...(floors.length === 0 ? [] : [`never less than ${floors.join(", ")}`])];
  return [`Smallest changes that fail in ${id}: ${parts.join("; ")}.`];
}

function minEffects({ min_effect = {} }: Thresholds, names: readonly ComparedMetric[]): readonly string[] {
  return names.flatMap((metric) => {
    const ratio = min_effect[metric];
    return ratio === undefined ? [] : [`${metricLabel(metric)} ${metricThreshold(metric, ratio)}`];
  });
}

function minChanges({ min_change = {} }: Thresholds): readonly string[] {
  return comparedMetrics.flatMap((metric) => {
    const floor = min_change[metric];
    return floor === undefined ? [] : [`${metricLabel(metric)} ${metricValue(metric, floor)}`];
  });
}
