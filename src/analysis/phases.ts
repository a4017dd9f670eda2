import { max, quantile, sum } from "simple-statistics";
import type { ArmPhase, PhaseRecord, RequestRecord, SliceRecord } from "../model/record.ts";
import type { PhaseResult } from "../model/results.ts";
import type { Bytes } from "../model/unit.ts";
import { decodeHistogram, type Histogram, merged } from "../stats/histogram.ts";
import { defined } from "../util/omitUndefined.ts";
import { failedOf, type Load, loadOf } from "./requestCounts.ts";
import { cpuMsPerRequest, ownSpanOf } from "./resourceUsage.ts";

/** The machine that the shares refer to. */
export interface Machine {
  readonly cores: number;
  readonly memoryBytes: Bytes;
}

/** All rounds of each phase of each arm, together: for display and for SLAs. Base first, phases in the order played. */
export function phaseResults(phases: readonly ArmPhase[], machine: Machine): readonly PhaseResult[] {
  const groups = Map.groupBy(phases, ({ arm, phaseId }) => JSON.stringify([arm, phaseId]));
  return [...groups.values()].toSorted((a, b) => order(a) - order(b)).map((group) => phaseResult(group, machine));
}

const order = (group: readonly ArmPhase[]) => (group[0]?.arm === "base" ? 0 : 1);

function phaseResult(group: readonly ArmPhase[], machine: Machine): PhaseResult {
  const [first] = group;
  if (first === undefined) throw new Error("a group has at least one member");
  const records = group.map(({ record }) => record);
  const all = loadOf(records.flatMap(({ requests }) => requests));
  const byName = Map.groupBy(
    records.flatMap(({ requests }) => requests),
    ({ name }) => name,
  );
  const durationMs = sum(records.map(servedMs));
  const seconds = records.flatMap(({ slices, durationMs: ms }) =>
    Array.from({ length: Math.floor(ms / 1000) }, (_, second) => completedIn(slices[second])),
  );
  return {
    id: first.phaseId,
    arm: first.arm,
    warmup: first.warmup,
    ...loadResult(all),
    duration_ms: durationMs,
    ...(durationMs > 0 ? { throughput_per_sec: (1000 * all.successful) / durationMs } : {}),
    ...(seconds.length > 0
      ? { peak_throughput_per_sec: max(seconds), sustained_throughput_per_sec: quantile(seconds, 0.1) }
      : {}),
    ...utilization(group, machine),
    requests: [...byName].map(([name, requests]) => ({ name, ...loadResult(loadOf(requests)), ...statuses(requests) })),
    ...generatorResult(records),
  };
}

function completedIn(slice: SliceRecord | undefined): number {
  return sum((slice?.requests ?? []).map(({ outcomes }) => outcomes["ok"] ?? 0));
}

/**
 * How long a phase was being served. The last answers come after its end by as long as an answer takes, which is no loss of
 * throughput; only where they trail behind by clearly more did the service fall behind, and the time it took counts.
 */
function servedMs({ requests, offeredMs, durationMs }: PhaseRecord): number {
  const medianMs = loadOf(requests).responseTime.quantile(0.5) ?? 0;
  return durationMs - offeredMs <= 0.1 * offeredMs + medianMs ? offeredMs : durationMs;
}

function statuses(requests: readonly RequestRecord[]) {
  const counts: Record<string, number> = {};
  for (const record of requests) {
    for (const [status, n] of Object.entries(record.statuses)) counts[status] = (counts[status] ?? 0) + n;
  }
  return Object.keys(counts).length === 0 ? {} : { statuses: counts };
}

function generatorResult(records: readonly PhaseRecord[]) {
  const [first] = records;
  if (first === undefined) return {};
  const each = records.map(({ generator }) => generator);
  const wallMs = sum(each.map((one) => one.wallMs));
  const lag = merged(records.map(({ sendLag }) => decodeHistogram(sendLag)));
  const [p50, p99, greatest] = [lag.quantile(0.5), lag.quantile(0.99), lag.max()];
  return {
    generator: {
      client: first.generator.client,
      clock: each.some(({ clock }) => clock === "timer") ? ("timer" as const) : ("ticker" as const),
      workers: first.generator.workers,
      cpu_cores: wallMs > 0 ? sum(each.map(({ cpuMs }) => cpuMs)) / wallMs : 0,
      busy_ratio: max(each.map(({ busyRatio }) => busyRatio)),
      longest_stall_ms: max(each.map(({ longestStallMs }) => longestStallMs)),
      ...(p50 === undefined || p99 === undefined || greatest === undefined
        ? {}
        : { send_lag_ms: { p50, p99, max: greatest } }),
    },
  };
}

function loadResult(load: Load) {
  return {
    due_requests: load.due,
    total_requests: load.due - load.dropped,
    successful_requests: load.successful,
    failed_requests: failedOf(load) - load.dropped,
    dropped_requests: load.dropped,
    failures: { ...load.failures },
    ...(load.due > 0 ? { error_rate: failedOf(load) / load.due } : {}),
    ...responseTime(load.responseTime),
    histogram: load.responseTime.encode(),
    blameless_histogram: load.blamelessTime.encode(),
  };
}

function responseTime(values: Histogram) {
  const mean = values.mean();
  if (mean === undefined) return {};
  const greatest = values.max() ?? 0;
  // A quantile is told by the upper edge of its bucket, which may lie above the greatest value of all.
  const at = (share: number) => Math.min(values.quantile(share) ?? 0, greatest);
  return {
    response_time_ms: {
      mean,
      p50: at(0.5),
      p90: at(0.9),
      p95: at(0.95),
      p99: at(0.99),
      p999: at(0.999),
      max: greatest,
    },
  };
}

function utilization(group: readonly ArmPhase[], { cores, memoryBytes }: Machine) {
  const spans = group.flatMap((phase) => ownSpanOf(phase) ?? []);
  const wallMs = sum(spans.map((span) => span.wallMs));
  if (spans.length === 0 || wallMs === 0) return {};
  const cpuMs = sum(spans.map((span) => span.cpuMs));
  const peakBytes = max(group.flatMap(({ readings }) => readings.map(({ rssBytes }) => rssBytes)));
  return {
    resource_utilization: {
      cpu_ratio: cpuMs / wallMs / cores,
      memory_bytes: peakBytes,
      memory_ratio: peakBytes / memoryBytes,
      ...defined({ cpu_ms_per_request: cpuMsPerRequest(group) }),
    },
  };
}
