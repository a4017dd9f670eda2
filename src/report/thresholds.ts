import { absoluteFloor, metricLabel, metricThreshold, metricValue } from "../model/metric.ts";
import { comparedMetrics } from "../model/plan.ts";
import type { Results, ScenarioResult, Settings } from "../model/results.ts";
import { bytes, ms } from "../util/format.ts";

/** From where on a change matters, a sentence a line. */
export function thresholdLines({ settings, scenarios }: Results): readonly string[] {
  const effects = effectsIn(settings);
  const least = `${ms(absoluteFloor("p50"))} of latency or ${ms(absoluteFloor("cpu_per_request"))} of processor time a request`;
  const memory =
    settings.min_effect.memory_peak === undefined ? "" : `, or ${bytes(absoluteFloor("memory_peak"))} of memory`;
  const others = floorsIn(settings);
  const but = others.length === 0 ? "" : ` (but ${others.join(", ")})`;
  return [
    ...(effects.length === 0
      ? []
      : [
          `Smallest changes that matter: ${effects.join(", ")}; and never less than ${least}${memory}${but}, so “fails from” is larger where a service is fast.`,
        ]),
    ...scenarios.flatMap(ownLine),
  ];
}

type Thresholds = Pick<ScenarioResult, "min_effect"> & Pick<Settings, "min_change">;

function ownLine({ id, ...own }: ScenarioResult): readonly string[] {
  const effects = effectsIn(own);
  const floors = floorsIn(own);
  if (effects.length + floors.length === 0) return [];
  const parts = [...effects, ...(floors.length === 0 ? [] : [`never less than ${floors.join(", ")}`])];
  return [`${id} has smallest changes of its own: ${parts.join("; ")}.`];
}

function effectsIn({ min_effect = {} }: Thresholds): readonly string[] {
  return comparedMetrics.flatMap((metric) => {
    const ratio = min_effect[metric];
    return ratio === undefined ? [] : [`${metricLabel(metric)} ${metricThreshold(metric, ratio)}`];
  });
}

function floorsIn({ min_change = {} }: Thresholds): readonly string[] {
  return comparedMetrics.flatMap((metric) => {
    const floor = min_change[metric];
    return floor === undefined ? [] : [`${metricLabel(metric)} ${metricValue(metric, floor)}`];
  });
}
