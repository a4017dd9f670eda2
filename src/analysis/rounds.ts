import { type Arm, allRequests } from "../model/plan.ts";
import type { ArmPhase, RequestRecord, RoundRecord } from "../model/record.ts";
import type { ArmMetrics, RequestMetrics, RoundResult } from "../model/results.ts";
import { decodeHistogram, type Histogram, merged } from "../stats/histogram.ts";
import { tailIndex } from "../stats/tail.ts";
import { ms, percent, plural } from "../util/format.ts";
import { defined } from "../util/omitUndefined.ts";
import { failedOf, loadOf } from "./requestCounts.ts";
import { cpuMsPerRequest, memoryGrowthPerRequest, memoryPeak } from "./resourceUsage.ts";

/** The metrics of one round, warm-ups left out: the evidence that a comparison is made of. */
export function roundResult({ index, phases }: RoundRecord): RoundResult | undefined {
  const measured = phases.filter(({ warmup }) => !warmup);
  const of = (arm: Arm) => measured.filter((phase) => phase.arm === arm);
  const head = of("head");
  if (head.length === 0) return undefined;
  const base = of("base");
  return {
    index,
    ...defined({ invalid: lateness(measured) }),
    ...(base.length === 0 ? {} : { base: armMetrics(base) }),
    head: armMetrics(head),
  };
}

function armMetrics(phases: readonly ArmPhase[]): ArmMetrics {
  const requests = phases.flatMap(({ record }) => record.requests);
  const byName = Map.groupBy(requests, ({ name }) => name);
  return {
    ...defined({
      cpu_per_request: cpuMsPerRequest(phases),
      memory_peak: memoryPeak(phases),
      memory_growth: memoryGrowthPerRequest(phases),
      send_lag: lagOf(phases).mean(),
    }),
    requests: {
      [allRequests]: requestMetrics(requests),
      ...Object.fromEntries([...byName].map(([name, records]) => [name, requestMetrics(records)])),
    },
  };
}

/** How late the requests of these phases left. */
function lagOf(phases: readonly ArmPhase[]): Histogram {
  return merged(phases.map(({ record }) => decodeHistogram(record.sendLag)));
}

function requestMetrics(records: readonly RequestRecord[]): RequestMetrics {
  const load = loadOf(records);
  const counts = { due: load.due, failed: failedOf(load) };
  const times = load.responseTime;
  const [p50, p90, p95, p99] = [0.5, 0.9, 0.95, 0.99].map((share) => times.quantile(share));
  const tail = tailIndex(times);
  if (p50 === undefined || p90 === undefined || p95 === undefined || p99 === undefined || tail === undefined)
    return counts;
  return { ...counts, p50, p90, p95, p99, tail };
}

/**
 * A generator that cannot keep up bills its own lateness to the service: then half of its requests leave late, or many of
 * them very late. What a busy machine's scheduler does to some of them, it does to both arms alike, and the pairing
 * takes it out.
 */
const late = [
  { share: 0.5, floorMs: 1, ofMedian: 0.05, who: "half" },
  { share: 0.95, floorMs: 50, ofMedian: 0.5, who: "one in twenty" },
] as const;

/** What sending each request of a burst may take: they leave one after another. */
const eachOfBurstMs = 0.1;

/** A thread that is busier than this, as a share of the time, is what holds the load up; beyond the second, whatever else. */
const busyRatio = { full: 0.8, saturated: 0.95 } as const;

/** Why the load of these phases left too late to be evidence; `undefined` where it did not. */
export function lateness(phases: readonly ArmPhase[]): string | undefined {
  const lag = lagOf(phases);
  const medianMs = loadOf(phases.flatMap(({ record }) => record.requests)).responseTime.quantile(0.5) ?? 0;
  const each = phases.map(({ record }) => record.generator);
  const burstMs = eachOfBurstMs * (Math.max(...each.map(({ atOnce }) => atOnce)) - 1);
  const found = late.find(
    ({ share, floorMs, ofMedian }) => (lag.quantile(share) ?? 0) > Math.max(floorMs + burstMs, ofMedian * medianMs),
  );
  const busy = Math.max(...each.map((one) => one.busyRatio));
  const workers = plural(Math.max(...each.map((one) => one.workers)), "worker");
  const isFull = busy > busyRatio.full;
  const remedy = isFull
    ? "lower the rate, or raise load.workers where there are cores left"
    : "something else keeps the processor busy; lower the rate, or take a machine with more cores";
  if (found !== undefined) {
    const left = `${found.who} of the requests left ${ms(lag.quantile(found.share) ?? 0)} or more after their time`;
    return `the load generator was late (${left}${isFull ? `; its ${workers} had no time left` : ""}): ${remedy}`;
  }
  if (busy <= busyRatio.saturated) return undefined;
  // What waits for a place, or for its answer to be read, then waits for the generator.
  return `the load generator was full (its ${workers} had ${percent(1 - busy)} of the time left): ${remedy}`;
}
