import type { PhaseResult } from "../model/results.ts";
import { formatBytes, formatMs, formatNumber, formatPercent, formatRate } from "../util/format.ts";
import { metricLabel } from "../wording/metricText.ts";
import { userLimitName } from "../wording/userLimitText.ts";

export const latencyMetrics = ["mean", "p50", "p90", "p95", "p99", "p999", "max"] as const;
type LatencyMetrics = readonly (typeof latencyMetrics)[number][];

/** The columns of a table of phases, in the order of `phaseCells`. */
export function phaseColumns(latencies: LatencyMetrics): readonly string[] {
  return ["due", "failed", ...latencies.map(metricLabel), "rate", "CPU", "memory"];
}

export function phaseCells(phase: PhaseResult, latencies: LatencyMetrics): readonly string[] {
  const { throughput_per_sec: rate, resource_utilization: usage } = phase;
  return [
    ...requestCells(phase, latencies),
    rate === undefined ? "–" : formatRate(rate),
    usage === undefined ? "–" : formatPercent(usage.cpu_ratio),
    usage === undefined ? "–" : formatBytes(usage.memory_bytes),
  ];
}

/** The first cells of a phase. A single request has only these. */
export function requestCells(
  load: PhaseResult["requests"][number] | PhaseResult,
  latencies: LatencyMetrics,
): readonly string[] {
  const times = load.response_time_ms;
  return [
    formatNumber(load.due_requests),
    formatNumber(load.failed_requests + load.dropped_requests),
    ...latencies.map((metric) => (times === undefined ? "–" : formatMs(times[metric]))),
  ];
}

/** steady (max_concurrent_users: 100 reached) */
export function phaseTitle({ id, warmup, user_limit }: PhaseResult): string {
  const title = warmup && !/warm/i.test(id) ? `${id} (warm-up)` : id;
  return user_limit === undefined ? title : `${title} (${userLimitName(user_limit)} reached)`;
}
