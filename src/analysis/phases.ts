import { max, quantile, sum } from "simple-statistics";
import type { ArmPhase, PhaseRecord, RequestRecord, SliceRecord } from "../model/record.ts";
import type { Environment, PhaseResult } from "../model/results.ts";
import type { Bytes } from "../model/unit.ts";
import type { Histogram } from "../stats/histogram.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import {
  countRequests,
  failedCount,
  mergeIfComplete,
  mergeResponseTimes,
  type RequestCounts,
} from "./requestCounts.ts";
import { cpuMsPerRequest, memoryPeak, ownResourceUsage } from "./resourceUsage.ts";
import { samplerCores } from "./samplerCores.ts";
import { feltUserLimit } from "./userLimitDelay.ts";

/** What CPU and memory shares refer to: the part of a machine that the job may use. */
export interface Machine {
  readonly cores: number;
  readonly memoryBytes: Bytes;
}

export function usableMachine(environment: Omit<Environment, "config_hash">): Machine {
  const { cores, memory_bytes, cpu_limit = cores, memory_limit_bytes = memory_bytes } = environment;
  return { cores: cpu_limit, memoryBytes: memory_limit_bytes };
}

/** Each phase of each arm over all rounds, for reports and SLAs. Base first, phases in the order played. */
export function phaseResults(phases: readonly ArmPhase[], machine: Machine): readonly PhaseResult[] {
  const groups = Map.groupBy(phases, ({ arm, phaseId }) => JSON.stringify([arm, phaseId]));
  return [...groups.values()].toSorted((a, b) => order(a) - order(b)).map((group) => phaseResult(group, machine));
}

const order = (group: readonly ArmPhase[]) => (group[0]?.arm === "base" ? 0 : 1);

function phaseResult(group: readonly ArmPhase[], machine: Machine): PhaseResult {
  const [first] = group;
  if (first === undefined) throw new Error("a group has at least one member");
  const records = group.map(({ record }) => record);
  const all = countRequests(records.flatMap(({ requests }) => requests));
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
    ...countsResult(all),
    duration_ms: durationMs,
    ...(durationMs > 0 ? { throughput_per_sec: (1000 * all.successful) / durationMs } : {}),
    ...(seconds.length > 0
      ? { peak_throughput_per_sec: max(seconds), sustained_throughput_per_sec: quantile(seconds, 0.1) }
      : {}),
    ...utilization(group, machine),
    requests: [...byName].map(([name, requests]) => requestResult(name, requests)),
    ...omitUndefined({ user_limit: feltUserLimit(records) }),
    ...generatorResult(group),
  };
}

function requestResult(name: string, records: readonly RequestRecord[]) {
  const counts = countRequests(records);
  const examples = counts.failureExamples;
  return {
    name,
    ...countsResult(counts),
    ...(Object.keys(examples).length === 0 ? {} : { failure_examples: { ...examples } }),
    ...statuses(records),
  };
}

function completedIn(slice: SliceRecord | undefined): number {
  return sum((slice?.requests ?? []).map(({ outcomes }) => outcomes["ok"] ?? 0));
}

/**
 * The duration that throughput refers to. The last responses come after the phase's end by about one response time,
 * which does not lower the throughput. If they come much later, the service fell behind, and the whole time counts.
 */
function servedMs({ requests, offeredMs, durationMs }: PhaseRecord): number {
  const medianMs = mergeResponseTimes(requests).quantile(0.5) ?? 0;
  return durationMs - offeredMs <= 0.1 * offeredMs + medianMs ? offeredMs : durationMs;
}

function statuses(requests: readonly RequestRecord[]) {
  const counts: Record<string, number> = {};
  for (const record of requests) {
    for (const [status, n] of Object.entries(record.statuses)) counts[status] = (counts[status] ?? 0) + n;
  }
  return Object.keys(counts).length === 0 ? {} : { statuses: counts };
}

/** The load generator's own work; nothing if an engine does not report on itself. */
function generatorResult(group: readonly ArmPhase[]) {
  const records = group.map(({ record }) => record);
  const generators = records.flatMap(({ generator }) => generator ?? []);
  const [first] = generators;
  if (first === undefined || generators.length < records.length) return {};
  const wallMs = sum(generators.map((generator) => generator.wallMs));
  const lag = mergeIfComplete(records.map(({ sendLag }) => sendLag));
  const [p50, p99, largest] = [lag?.quantile(0.5), lag?.quantile(0.99), lag?.max()];
  return {
    generator: {
      client: first.client,
      clock: generators.some(({ clock }) => clock === "timer") ? ("timer" as const) : ("ticker" as const),
      workers: first.workers,
      cpu_cores: wallMs > 0 ? sum(generators.map(({ cpuMs }) => cpuMs)) / wallMs : 0,
      ...omitUndefined({ monitor_cpu_cores: samplerCores(group) }),
      busy_ratio: max(generators.map(({ busyRatio }) => busyRatio)),
      longest_stall_ms: max(generators.map(({ longestStallMs }) => longestStallMs)),
      ...(p50 === undefined || p99 === undefined || largest === undefined
        ? {}
        : { send_lag_ms: { p50, p99, max: largest } }),
    },
  };
}

function countsResult(counts: RequestCounts) {
  return {
    due_requests: counts.due,
    total_requests: counts.due - counts.dropped,
    successful_requests: counts.successful,
    failed_requests: failedCount(counts) - counts.dropped,
    dropped_requests: counts.dropped,
    failures: { ...counts.failures },
    ...(counts.due > 0 ? { error_rate: failedCount(counts) / counts.due } : {}),
    ...responseTimes(counts.responseTime),
    histogram: counts.responseTime.encode(),
    ...omitUndefined({ blameless_histogram: counts.blamelessTime?.encode() }),
    ...firstByteResult(counts),
    ...omitUndefined({
      largest_gap_ms: timeSummary(counts.largestGap),
      largest_gap_histogram: counts.largestGap?.encode(),
    }),
  };
}

/** The histograms are left out if they equal those of the response times. */
function firstByteResult({ firstByte, blamelessFirstByte, isFirstByteLast }: RequestCounts) {
  const histograms = {
    first_byte_histogram: firstByte?.encode(),
    blameless_first_byte_histogram: blamelessFirstByte?.encode(),
  };
  return omitUndefined({ first_byte_ms: timeSummary(firstByte), ...(isFirstByteLast ? {} : histograms) });
}

function timeSummary(times: Histogram | undefined) {
  const [p50, p95, max] = [times?.quantile(0.5), times?.quantile(0.95), times?.max()];
  if (p50 === undefined || p95 === undefined || max === undefined) return undefined;
  return { p50: Math.min(p50, max), p95: Math.min(p95, max), max };
}

function responseTimes(values: Histogram) {
  const mean = values.mean();
  if (mean === undefined) return {};
  const largest = values.max() ?? 0;
  // A quantile is the upper edge of its bucket, which may lie above the largest value.
  const quantileMs = (share: number) => Math.min(values.quantile(share) ?? 0, largest);
  return {
    response_time_ms: {
      mean,
      p50: quantileMs(0.5),
      p90: quantileMs(0.9),
      p95: quantileMs(0.95),
      p99: quantileMs(0.99),
      p999: quantileMs(0.999),
      max: largest,
    },
  };
}

function utilization(group: readonly ArmPhase[], { cores, memoryBytes }: Machine) {
  const usages = group.flatMap((phase) => ownResourceUsage(phase) ?? []);
  const peakBytes = memoryPeak(group);
  const wallMs = sum(usages.map((usage) => usage.wallMs));
  if (wallMs === 0 || peakBytes === undefined) return {};
  const cpuMs = sum(usages.map((usage) => usage.cpuMs));
  return {
    resource_utilization: {
      cpu_ratio: cpuMs / wallMs / cores,
      memory_bytes: peakBytes,
      memory_ratio: peakBytes / memoryBytes,
      ...omitUndefined({ cpu_ms_per_request: cpuMsPerRequest(group) }),
    },
  };
}
