import { max, min, sum } from "simple-statistics";
import type { GeneratorKind } from "../model/generator.ts";
import type { GeneratorResult, LoadTestResults } from "../model/loadTestResults.ts";
import type { Arm } from "../model/plan.ts";
import type { PhaseResult } from "../model/results.ts";
import { decodeHistogram, type Histogram, mergeHistograms } from "../stats/histogram.ts";
import { omitUndefined } from "../util/omitUndefined.ts";

/** The results of each arm that was measured, over all its phases but the warm-ups. */
export function loadTestResults(scenarioId: string, phases: readonly PhaseResult[]): LoadTestResults[] {
  return measuredArms(phases).map(({ arm, measured }) => {
    const total = (value: (phase: PhaseResult) => number): number => sum(measured.map(value));
    const due = total((phase) => phase.due_requests);
    const successful = total((phase) => phase.successful_requests);
    const times = responseTimes(measured);
    const known = <T>(value: (phase: PhaseResult) => T | undefined): readonly T[] =>
      measured.flatMap((phase) => value(phase) ?? []);
    const peaks = known((phase) => phase.peak_throughput_per_sec);
    const sustained = known((phase) => phase.sustained_throughput_per_sec);
    return {
      arm,
      scenario_id: scenarioId,
      total_duration_ms: total((phase) => phase.duration_ms),
      total_requests: total((phase) => phase.total_requests),
      successful_requests: successful,
      failed_requests: total((phase) => phase.failed_requests),
      dropped_requests: total((phase) => phase.dropped_requests),
      ...omitUndefined({
        average_response_time_ms: times.mean(),
        p95_response_time_ms: quantile(times, 0.95),
        p99_response_time_ms: quantile(times, 0.99),
        peak_throughput_per_sec: peaks.length === 0 ? undefined : max([...peaks]),
        sustained_throughput_per_sec: sustained.length === 0 ? undefined : min([...sustained]),
        error_rate: due === 0 ? undefined : (due - successful) / due,
        resource_utilization: utilization(measured),
      }),
    };
  });
}

export function generatorResults(kind: GeneratorKind, phases: readonly PhaseResult[]): GeneratorResult[] {
  return measuredArms(phases).map(({ arm, measured }) => {
    const due = sum(measured.map((phase) => phase.due_requests));
    const successful = sum(measured.map((phase) => phase.successful_requests));
    return {
      arm,
      generator_type: kind,
      requests_generated: due,
      ...omitUndefined({
        average_response_time_ms: responseTimes(measured).mean(),
        success_rate: due === 0 ? undefined : successful / due,
      }),
    };
  });
}

interface MeasuredArm {
  readonly arm: Arm;
  readonly measured: readonly PhaseResult[];
}

function measuredArms(phases: readonly PhaseResult[]): readonly MeasuredArm[] {
  return (["base", "head"] as const)
    .map((arm) => ({ arm, measured: phases.filter((phase) => phase.arm === arm && !phase.warmup) }))
    .filter(({ measured }) => measured.length > 0);
}

/** Of the successful requests. */
const responseTimes = (phases: readonly PhaseResult[]): Histogram =>
  mergeHistograms(phases.map(({ histogram }) => decodeHistogram(histogram)));

/** A quantile is the upper edge of its bucket, which may lie above the largest value. */
function quantile(times: Histogram, share: number): number | undefined {
  const [value, largest] = [times.quantile(share), times.max()];
  return value === undefined || largest === undefined ? undefined : Math.min(value, largest);
}

/** The CPU share is the mean over the time; memory is the largest. Absent if a phase has none. */
function utilization(phases: readonly PhaseResult[]): LoadTestResults["resource_utilization"] {
  const usages = phases.flatMap(({ duration_ms, resource_utilization: usage }) =>
    usage === undefined ? [] : { ...usage, duration_ms },
  );
  const durationMs = sum(usages.map((usage) => usage.duration_ms));
  if (usages.length < phases.length || durationMs === 0) return undefined;
  return {
    cpu_ratio: sum(usages.map((usage) => usage.cpu_ratio * usage.duration_ms)) / durationMs,
    memory_bytes: max(usages.map((usage) => usage.memory_bytes)),
    memory_ratio: max(usages.map((usage) => usage.memory_ratio)),
  };
}
