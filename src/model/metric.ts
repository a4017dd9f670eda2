import { bytes, ms, percent, perSec } from "./format.ts";
import { latencyMetrics, type SlaMetric } from "./plan.ts";

/** What a comparison may be about. */
export const comparedMetrics = ["p50", "p90", "p95", "p99", "tail", "cpu_per_request", "error_rate"] as const;
export type ComparedMetric = (typeof comparedMetrics)[number];

/** Shown in every comparison, whether they gate or not. */
export const shownMetrics: readonly ComparedMetric[] = ["p50", "p95", "p99", "tail", "cpu_per_request", "error_rate"];

/** A change below this is too small to matter, however large its ratio. In the metric's own unit. */
export function absoluteFloor(metric: ComparedMetric): number {
  if (metric === "error_rate") return 0;
  return metric === "cpu_per_request" ? 0.05 : 0.2;
}

export function metricLabel(metric: string): string {
  switch (metric) {
    case "cpu_per_request":
      return "CPU per request";
    case "error_rate":
      return "error rate";
    case "p999":
      return "p99.9";
    case "cpu":
      return "CPU";
    default:
      return metric;
  }
}

/** A value of a compared metric with its unit. */
export function metricValue(metric: string, value: number): string {
  return metric === "error_rate" ? percent(value) : ms(value);
}

export function slaValue(metric: SlaMetric | string, value: number): string {
  if ((latencyMetrics as readonly string[]).includes(metric)) return ms(value);
  if (metric === "throughput") return perSec(value);
  return metric === "memory_bytes" ? bytes(value) : percent(value);
}
