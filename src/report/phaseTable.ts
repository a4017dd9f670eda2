import { comparabilityOf } from "../model/metric.ts";
import type { PhaseResult } from "../model/results.ts";
import { formatBytes, formatMs, formatNumber, formatPercent, formatRate } from "../util/format.ts";
import { metricLabel } from "../wording/metricText.ts";
import { userLimitName } from "../wording/userLimitText.ts";

export const latencyMetrics = ["mean", "p50", "p90", "p95", "p99", "p999", "max"] as const;
type LatencyMetrics = readonly (typeof latencyMetrics)[number][];

/** The times that only some responses have: a first byte clearly before the last one, and pauses. */
export type PieceTime = "first_byte" | "largest_gap";

/** The times that tell something of these phases. */
export function pieceTimesIn(phases: readonly PhaseResult[]): readonly PieceTime[] {
  const loads = phases.flatMap((phase) => [phase, ...phase.requests]);
  const values = loads.map((load) => ({
    p95: load.response_time_ms?.p95,
    first_byte: load.first_byte_ms?.p95,
    largest_gap: load.largest_gap_ms?.p95,
    due: load.due_requests,
    failed: load.failed_requests,
  }));
  return (["first_byte", "largest_gap"] as const).filter((time) =>
    values.some((load) => comparabilityOf(time).isShownFor?.(load) === true),
  );
}

/** Columns that a single request does not have. */
const phaseOnlyColumns = ["rate", "CPU", "memory"];
export const phaseOnlyCount = phaseOnlyColumns.length;

/** The columns of a table of phases, in the order of `phaseCells`. */
export function phaseColumns(latencies: LatencyMetrics, pieceTimes: readonly PieceTime[]): readonly string[] {
  const pieces = pieceTimes.map((time) => `${metricLabel(time)} p95`);
  return ["due", "failed", ...latencies.map(metricLabel), ...pieces, ...phaseOnlyColumns];
}

export function phaseCells(
  phase: PhaseResult,
  latencies: LatencyMetrics,
  pieceTimes: readonly PieceTime[],
): readonly string[] {
  const { throughput_per_sec: rate, resource_utilization: usage } = phase;
  return [
    ...requestCells(phase, latencies, pieceTimes),
    rate === undefined ? "–" : formatRate(rate),
    usage === undefined ? "–" : formatPercent(usage.cpu_ratio),
    usage === undefined ? "–" : formatBytes(usage.memory_bytes),
  ];
}

/** The first cells of a phase. A single request has only these. */
export function requestCells(
  load: PhaseResult["requests"][number] | PhaseResult,
  latencies: LatencyMetrics,
  pieceTimes: readonly PieceTime[],
): readonly string[] {
  const times = load.response_time_ms;
  const pieces = pieceTimes.map((time) => (time === "first_byte" ? load.first_byte_ms : load.largest_gap_ms)?.p95);
  return [
    formatNumber(load.due_requests),
    formatNumber(load.failed_requests + load.dropped_requests),
    ...latencies.map((metric) => (times === undefined ? "–" : formatMs(times[metric]))),
    ...pieces.map((ms) => (ms === undefined ? "–" : formatMs(ms))),
  ];
}

/** steady (max_concurrent_users: 100 reached) */
export function phaseTitle({ id, warmup, user_limit }: PhaseResult): string {
  const title = warmup && !/warm/i.test(id) ? `${id} (warm-up)` : id;
  return user_limit === undefined ? title : `${title} (${userLimitName(user_limit)} reached)`;
}
