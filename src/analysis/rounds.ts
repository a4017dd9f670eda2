import { sum } from "simple-statistics";
import { unservedKey } from "../model/failure.ts";
import { type Arm, allRequests } from "../model/plan.ts";
import type { ArmPhase, GeneratorRecord, RequestRecord, RoundRecord } from "../model/record.ts";
import type { ArmMetrics, RequestMetrics, RoundResult } from "../model/results.ts";
import type { Histogram } from "../stats/histogram.ts";
import { middleHalf, tailIndex } from "../stats/tail.ts";
import { formatMs, formatPercent, plural } from "../util/format.ts";
import { omitUndefined } from "../util/omitUndefined.ts";
import { quotaProblem } from "./cpuQuota.ts";
import { dependenciesCpuMs } from "./dependencyUsage.ts";
import {
  countRequests,
  failedCount,
  mergeIfComplete,
  mergeResponseTimes,
  type RequestCounts,
} from "./requestCounts.ts";
import { cpuMsPerRequest, memoryGrowthPerRequest, memoryPeak } from "./resourceUsage.ts";
import { stealProblem } from "./steal.ts";
import { feltUserLimit } from "./userLimitDelay.ts";

/** The metrics of one round without its warm-ups; `undefined` if the head was not measured. */
export function roundResult({ index, start, phases }: RoundRecord): RoundResult | undefined {
  const measured = phases.filter(({ warmup }) => !warmup);
  const phasesOf = (arm: Arm) => measured.filter((phase) => phase.arm === arm);
  const head = phasesOf("head");
  if (head.length === 0) return undefined;
  const base = phasesOf("base");
  const isCapped = feltUserLimit(measured.map(({ record }) => record)) !== undefined;
  return {
    index,
    ...omitUndefined({ start }),
    ...invalidity(measured),
    ...(base.length === 0 ? {} : { base: armMetrics(base, isCapped) }),
    head: armMetrics(head, isCapped),
  };
}

/** A late generator delays requests, and so does a lack of CPU that is the runner's fault. It does not change how they end, unless it was so late that some were lost. */
function invalidity(phases: readonly ArmPhase[]): Pick<RoundResult, "invalid" | "invalid_for"> {
  const invalid = quotaProblem(phases) ?? stealProblem(phases) ?? generatorProblem(phases);
  if (invalid === undefined) return {};
  const outcomes = phases.flatMap(({ record }) => record.requests.flatMap((request) => Object.keys(request.outcomes)));
  const lostRequests = outcomes.some((outcome) => outcome === "dropped" || outcome.startsWith("timeout"));
  return lostRequests ? { invalid } : { invalid, invalid_for: "latency" };
}

/** `isCapped`: requests of the round waited for a free user, on this arm or on the other. */
function armMetrics(phases: readonly ArmPhase[], isCapped: boolean): ArmMetrics {
  const requests = phases.flatMap(({ record }) => record.requests);
  const byName = Map.groupBy(requests, ({ name }) => name);
  return {
    ...omitUndefined({
      cpu_per_request: cpuMsPerRequest(phases),
      dependency_cpu: dependenciesCpuMs(phases),
      memory_peak: memoryPeak(phases),
      memory_growth: memoryGrowthPerRequest(phases),
      send_lag: sendLag(phases)?.mean(),
    }),
    requests: {
      [allRequests]: requestMetrics(requests, isCapped),
      ...Object.fromEntries([...byName].map(([name, records]) => [name, namedMetrics(records, isCapped)])),
    },
  };
}

function namedMetrics(records: readonly RequestRecord[], isCapped: boolean): RequestMetrics {
  const outcomes = records.flatMap((record) => Object.entries(record.outcomes));
  const byKey = Map.groupBy(outcomes, ([outcome]) => unservedKey(outcome));
  const notServed = [...byKey].flatMap(([key, counts]) =>
    key === undefined ? [] : [[key, sum(counts.map(([, n]) => n))] as const],
  );
  const metrics = requestMetrics(records, isCapped);
  return notServed.length === 0 ? metrics : { ...metrics, not_served: Object.fromEntries(notServed) };
}

function requestMetrics(records: readonly RequestRecord[], isCapped: boolean): RequestMetrics {
  const counted = countRequests(records);
  const { due, dropped } = counted;
  const metrics = { due, failed: failedCount(counted), ...timeMetrics(counted) };
  if (!isCapped) return metrics;
  const { blamelessTime, blamelessFirstByte: firstByte } = counted;
  if (blamelessTime === undefined) return metrics;
  const uncapped = timeMetrics({ ...counted, responseTime: blamelessTime, ...omitUndefined({ firstByte }) });
  // Only requests that waited for a free user until the end were dropped.
  return { ...metrics, uncapped: { due: due - dropped, failed: metrics.failed - dropped, ...uncapped } };
}

function timeMetrics({
  responseTime: times,
  firstByte,
  largestGap,
}: RequestCounts): Omit<RequestMetrics, "due" | "failed"> {
  const [p50, p90, p95, p99] = [0.5, 0.9, 0.95, 0.99].map((share) => times.quantile(share));
  const tail = tailIndex(times);
  const middle = middleHalf(times);
  if (p50 === undefined || p90 === undefined || p95 === undefined || p99 === undefined || tail === undefined) return {};
  const pieces = { first_byte: firstByte?.quantile(0.95), largest_gap: largestGap?.quantile(0.95) };
  return { p50, ...omitUndefined({ middle }), p90, p95, p99, tail, ...omitUndefined(pieces) };
}

/**
 * A generator that cannot keep up adds its own delay to the latencies. Its delay is too large if half of the requests
 * are late, or many of them are very late. The scheduler of a busy machine also delays a few requests. It does so to
 * both arms alike, and pairing removes it.
 */
const lagLimits = [
  { share: 0.5, floorMs: 1, ofMedian: 0.05, requests: "half" },
  { share: 0.95, floorMs: 50, ofMedian: 0.5, requests: "one in twenty" },
] as const;

/** Time to send one request of a burst. They are sent one after another. */
const sendMs = 0.1;

/**
 * Share of the time in which the busiest worker has work. Above `full` it limits the load, above `saturated` always.
 */
const busyLimits = { full: 0.8, saturated: 0.95 } as const;

/** Why the load generator makes these phases useless as evidence; `undefined` if it does not, or reports nothing. */
export function generatorProblem(phases: readonly ArmPhase[]): string | undefined {
  const generator = generatorLoad(phases);
  const lag = sendLag(phases);
  const medianMs = mergeResponseTimes(phases.flatMap(({ record }) => record.requests)).quantile(0.5) ?? 0;
  const burstMs = generator === undefined ? 0 : sendMs * (generator.largestBurst - 1);
  const exceeded = lagLimits.find(
    ({ share, floorMs, ofMedian }) => (lag?.quantile(share) ?? 0) > Math.max(floorMs + burstMs, ofMedian * medianMs),
  );
  const isFull = generator !== undefined && generator.busyRatio > busyLimits.full;
  const advice = isFull
    ? "lower the rate, or raise load.workers if the machine has free cores"
    : "another program keeps the CPU busy; lower the rate, or use a machine with more cores";
  if (exceeded !== undefined) {
    const lagText = formatMs(lag?.quantile(exceeded.share) ?? 0);
    const busy = isFull ? `; its ${plural(generator.workers, "worker")} had no time left` : "";
    return `the load generator was late (${exceeded.requests} of the requests were sent ${lagText} or more late${busy}): ${advice}`;
  }
  if (generator === undefined || generator.busyRatio <= busyLimits.saturated) return undefined;
  // Requests then wait for the generator, both to be sent and to have their response read.
  const workers = plural(generator.workers, "worker");
  const freeTime = formatPercent(1 - generator.busyRatio);
  return `the load generator was full (its ${workers} had ${freeTime} of the time left): ${advice}`;
}

type GeneratorLoad = Pick<GeneratorRecord, "busyRatio" | "workers" | "largestBurst">;

/** The largest value of each; `undefined` if a phase's engine does not report on itself. */
function generatorLoad(phases: readonly ArmPhase[]): GeneratorLoad | undefined {
  const generators = phases.flatMap(({ record }) => record.generator ?? []);
  if (generators.length < phases.length) return undefined;
  const largest = (key: keyof GeneratorLoad) => Math.max(...generators.map((generator) => generator[key]));
  return { busyRatio: largest("busyRatio"), workers: largest("workers"), largestBurst: largest("largestBurst") };
}

/** How late requests were sent; `undefined` if a phase's engine does not measure it. */
function sendLag(phases: readonly ArmPhase[]): Histogram | undefined {
  return mergeIfComplete(phases.map(({ record }) => record.sendLag));
}
