import { bytes, interval, ms, percent, perSec, signed } from "./format.ts";
import { latencyMetrics } from "./plan.ts";
import type { SlaCheck } from "./results.ts";

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

/** A change with its interval: +31 % [24, 39]. Of a rate it is the difference, in percentage points. */
export function metricChange(metric: string, ratio: number, bounds: readonly [number, number] | undefined): string {
  const unit = metric === "error_rate" ? "pp" : "%";
  return `${signed(ratio)} ${unit}${bounds === undefined ? "" : ` ${interval(bounds)}`}`;
}

/** The smallest change that fails. */
export function metricThreshold(metric: string, ratio: number): string {
  return `+${metric === "error_rate" ? percent(ratio).replace("%", "pp") : percent(ratio)}`;
}

export function slaValue(metric: string, value: number): string {
  if ((latencyMetrics as readonly string[]).includes(metric)) return ms(value);
  if (metric === "throughput") return perSec(value);
  return metric === "memory_bytes" ? bytes(value) : percent(value);
}

/** p99 is 8.75 ms, the SLA wants at most 5 ms. */
export function slaSentence({ metric, request, limit, value }: Omit<SlaCheck, "outcome">): string {
  const what = request === "all" ? metricLabel(metric) : `${metricLabel(metric)} of ${request}`;
  const wanted = `the SLA wants ${metric === "throughput" ? "at least" : "at most"} ${slaValue(metric, limit)}`;
  return value === undefined
    ? `${what} was not measured, ${wanted}`
    : `${what} is ${slaValue(metric, value)}, ${wanted}`;
}
