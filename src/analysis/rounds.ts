import { ms } from "../model/format.ts";
import { type Arm, allRequests } from "../model/plan.ts";
import type { ArmPhase, RequestRecord, RoundRecord } from "../model/record.ts";
import type { ArmMetrics, RequestMetrics, RoundResult } from "../model/results.ts";
import { decodeHistogram, merged } from "../stats/histogram.ts";
import { tailIndex } from "../stats/tail.ts";
import { failedOf, loadOf } from "./load.ts";
import { cpuMsPerRequest } from "./usage.ts";

/** The metrics of one round, warm-ups left out: the evidence that a comparison is made of. */
export function roundResult({ index, phases }: RoundRecord): RoundResult | undefined {
  const measured = phases.filter(({ warmup }) => !warmup);
  const of = (arm: Arm) => measured.filter((phase) => phase.arm === arm);
  const head = of("head");
  if (head.length === 0) return undefined;
  const base = of("base");
  const invalid = lateness(measured);
  return {
    index,
    ...(invalid === undefined ? {} : { invalid }),
    ...(base.length === 0 ? {} : { base: armMetrics(base) }),
    head: armMetrics(head),
  };
}

function armMetrics(phases: readonly ArmPhase[]): ArmMetrics {
  const requests = phases.flatMap(({ record }) => record.requests);
  const byName = Map.groupBy(requests, ({ name }) => name);
  const cpu = cpuMsPerRequest(phases);
  return {
    ...(cpu === undefined ? {} : { cpu_per_request: cpu }),
    requests: {
      [allRequests]: requestMetrics(requests),
      ...Object.fromEntries([...byName].map(([name, records]) => [name, requestMetrics(records)])),
    },
  };
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
 * A generator that cannot keep up bills its own lateness to the service: then half of its requests leave late. What a
 * busy machine's scheduler does to some of them, it does to both arms alike, and the pairing takes it out.
 */
const late = { shareOfMedian: 0.05, floorMs: 10 } as const;

function lateness(phases: readonly ArmPhase[]): string | undefined {
  const lagMs = merged(phases.map(({ record }) => decodeHistogram(record.sendLag))).quantile(0.5);
  const medianMs = loadOf(phases.flatMap(({ record }) => record.requests)).responseTime.quantile(0.5);
  const limitMs = Math.max(late.floorMs, late.shareOfMedian * (medianMs ?? 0));
  if (lagMs === undefined || lagMs <= limitMs) return undefined;
  return `the load generator was late (half of the requests left ${ms(lagMs)} or more after their time): lower the rate`;
}
