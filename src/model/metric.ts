import { bytes, interval, ms, percent, perSec, signed, signedWhole, whole } from "../util/format.ts";
import { allRequests, type ComparedMetric, type SlaMetric } from "./plan.ts";
import type { ArmMetrics, Settings } from "./results.ts";
import type { SlaCheck } from "./verdict.ts";

/** Shown in every comparison, whether they gate or not. */
export const shownMetrics: readonly ComparedMetric[] = [
  "p50",
  "p95",
  "p99",
  "tail",
  "cpu_per_request",
  "memory_peak",
  "memory_growth",
  "error_rate",
];

/** What is known of a service's processes as a whole, where they are seen. */
export const serviceMetrics = [
  "cpu_per_request",
  "memory_peak",
  "memory_growth",
] as const satisfies readonly ComparedMetric[];
export type ServiceMetric = (typeof serviceMetrics)[number];

export const isOfService = (metric: ComparedMetric): metric is ServiceMetric =>
  serviceMetrics.some((one) => one === metric);

/**
 * A change below this is too small to matter, however large its ratio, in the metric's own unit: what the run was given, or
 * else the default.
 */
export function absoluteFloor(metric: ComparedMetric, given: Settings["min_change"] = {}): number {
  return given[metric] ?? defaultFloor(metric);
}

function defaultFloor(metric: ComparedMetric): number {
  switch (metric) {
    case "error_rate":
      return 0;
    case "cpu_per_request":
      return 0.05;
    case "memory_peak":
      return 1024 ** 2;
    case "memory_growth":
      return 64;
    default:
      return 0.2;
  }
}

export function metricLabel(metric: ComparedMetric | SlaMetric): string {
  switch (metric) {
    case "cpu_per_request":
      return "CPU per request";
    case "memory_peak":
      return "peak memory";
    case "memory_growth":
      return "memory growth per request";
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
export function metricValue(metric: ComparedMetric, value: number): string {
  switch (metric) {
    case "error_rate":
      return percent(value);
    case "memory_peak":
      return bytes(value);
    case "memory_growth":
      return `${whole(value)} B`;
    default:
      return ms(value);
  }
}

/** A change with its interval: +31 % [24, 39]. Of a rate it is the difference, in percentage points; of a growth in bytes. */
export function metricChange(
  metric: ComparedMetric,
  ratio: number,
  bounds: readonly [number, number] | undefined,
): string {
  if (metric === "memory_growth") {
    const ends = bounds === undefined ? "" : ` [${bounds.map(whole).join(", ")}]`;
    return `${signedWhole(ratio)} B${ends}`;
  }
  const unit = metric === "error_rate" ? "pp" : "%";
  return `${signed(ratio)} ${unit}${bounds === undefined ? "" : ` ${interval(bounds)}`}`;
}

/** The smallest change that fails. */
export function metricThreshold(metric: ComparedMetric, ratio: number): string {
  if (metric === "memory_growth") return `+${whole(ratio)} B`;
  return `+${metric === "error_rate" ? percent(ratio).replace("%", "pp") : percent(ratio)}`;
}

export function slaValue(metric: SlaMetric, value: number): string {
  switch (metric) {
    case "throughput":
      return perSec(value);
    case "error_rate":
    case "cpu":
    case "memory":
      return percent(value);
    default:
      return ms(value);
  }
}

/** p99 is 8.75 ms, the SLA wants at most 5 ms. */
export function slaSentence({ metric, request, limit, value, reason }: Omit<SlaCheck, "outcome">): string {
  const what = request === allRequests ? metricLabel(metric) : `${metricLabel(metric)} of ${request}`;
  const wanted = `the SLA wants ${metric === "throughput" ? "at least" : "at most"} ${slaValue(metric, limit)}`;
  return value === undefined
    ? `${what} was not measured${reason === undefined ? "" : ` (${reason})`}, ${wanted}`
    : `${what} is ${slaValue(metric, value)}, ${wanted}`;
}

/** The metric of a request, or of all of them, in one round of one arm; `undefined` where it was not measured. */
export function metricOf(
  { request, metric }: { readonly request: string; readonly metric: ComparedMetric },
  arm: ArmMetrics | undefined,
): number | undefined {
  const metrics = arm?.requests[request];
  if (arm === undefined || metrics === undefined) return undefined;
  switch (metric) {
    case "cpu_per_request":
      // Below one clock tick in all: too little to be measured.
      return arm.cpu_per_request === 0 ? undefined : arm.cpu_per_request;
    case "memory_peak":
      return arm.memory_peak === 0 ? undefined : arm.memory_peak;
    case "memory_growth":
      return arm.memory_growth;
    case "error_rate":
      return metrics.due > 0 ? metrics.failed / metrics.due : undefined;
    default:
      return aboveZero(metrics[metric]);
  }
}

/** A latency that rounded to 0 counts as the histogram's smallest step, a microsecond: 0 has no logarithm. */
const aboveZero = (value: number | undefined): number | undefined =>
  value === undefined ? undefined : Math.max(value, 0.001);
