import { metricLabel } from "../model/metric.ts";
import type { PhaseResult } from "../model/results.ts";
import { bytes, grouped, ms, percent, perSec } from "../util/format.ts";

/** What every table of phases tells of one, in this order. */

export const latencies = ["mean", "p50", "p90", "p95", "p99", "p999", "max"] as const;
type Latencies = readonly (typeof latencies)[number][];

export function phaseColumns(times: Latencies): readonly string[] {
  return ["due", "failed", ...times.map(metricLabel), "rate", "CPU", "memory"];
}

export function phaseCells(phase: PhaseResult, times: Latencies): readonly string[] {
  const { throughput_per_sec: rate, resource_utilization: used } = phase;
  return [
    ...loadCells(phase, times),
    rate === undefined ? "–" : perSec(rate),
    used === undefined ? "–" : percent(used.cpu_ratio),
    used === undefined ? "–" : bytes(used.memory_bytes),
  ];
}

/** The first of them, which a single request has too. */
export function loadCells(load: PhaseResult["requests"][number] | PhaseResult, times: Latencies): readonly string[] {
  const taken = load.response_time_ms;
  return [
    grouped(load.due_requests),
    grouped(load.failed_requests + load.dropped_requests),
    ...times.map((time) => (taken === undefined ? "–" : ms(taken[time]))),
  ];
}
