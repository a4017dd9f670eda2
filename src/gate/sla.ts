import { slaValue } from "../model/metric.ts";
import { allRequests } from "../model/plan.ts";
import type { Limit, MeasuredScenario, PhaseResult } from "../model/results.ts";
import type { SlaCheck } from "../model/verdict.ts";
import { decodeHistogram, merged } from "../stats/histogram.ts";
import { lostRounds } from "./invalidRounds.ts";

/** Checks every limit on the head, over all measured phases together. What was not measured is not met. */
export function checkSla(scenario: MeasuredScenario): readonly SlaCheck[] {
  const phases = scenario.phases.filter(({ arm, warmup }) => arm === "head" && !warmup);
  // Nothing was measured at all: that is said once, and not again for every limit.
  if (scenario.failure !== undefined && phases.length === 0) return [];
  const limits = scenario.limits.filter((limit) => !isReplaced(limit, phases, scenario.limits));
  return limits.map((limit) => checked(limit, phases, scenario));
}

function checked(limit: Limit, phases: readonly PhaseResult[], scenario: MeasuredScenario): SlaCheck {
  const value = measuredValue(limit, phases, scenario.limits, ({ histogram }) => histogram);
  if (value === undefined) return { ...limit, outcome: "not_measured" };
  if (keeps(limit, value)) return { ...limit, value, outcome: "met" };
  // A late generator makes a service look slower than it is, never faster: a breach is then not the service's.
  if (lostRounds(scenario.rounds)?.most === true)
    return { ...limit, outcome: "not_measured", reason: "the load generator was late" };
  const blameless = measuredValue(limit, phases, scenario.limits, (part) => part.blameless_histogram ?? part.histogram);
  if (blameless !== undefined && keeps(limit, blameless)) {
    const [told, own] = [value, blameless].map((one) => slaValue(limit.metric, one));
    const reason = `${told}, but ${own} without the lateness of the load generator: lower the rate or take a larger machine`;
    return { ...limit, outcome: "not_measured", reason };
  }
  return { ...limit, value, outcome: "breached" };
}

const keeps = ({ metric, limit }: Limit, value: number): boolean =>
  metric === "throughput" ? value >= limit : value <= limit;

/** A limit for all requests that has none left to hold for: each of them has its own. */
function isReplaced({ request, metric }: Limit, phases: readonly PhaseResult[], limits: readonly Limit[]): boolean {
  const names = phases.flatMap(({ requests }) => requests.map(({ name }) => name));
  const hasOwn = (name: string) => limits.some((limit) => limit.metric === metric && limit.request === name);
  return request === allRequests && names.length > 0 && names.every(hasOwn);
}

type Counted = PhaseResult["requests"][number];

function measuredValue(
  limit: Limit,
  phases: readonly PhaseResult[],
  limits: readonly Limit[],
  timesOf: (part: Counted) => string,
): number | undefined {
  if (phases.length === 0) return undefined;
  const counted = countedRequests(limit, phases, limits);
  const due = counted.reduce((sum, { due_requests }) => sum + due_requests, 0);
  const successful = counted.reduce((sum, { successful_requests }) => sum + successful_requests, 0);
  const durationMs = phases.reduce((sum, { duration_ms }) => sum + duration_ms, 0);
  const times = () => merged(counted.map((part) => decodeHistogram(timesOf(part))));
  switch (limit.metric) {
    case "cpu":
      return weighted(phases, ({ resource_utilization }) => resource_utilization?.cpu_ratio);
    case "memory":
      return largest(phases.map(({ resource_utilization }) => resource_utilization?.memory_ratio));
    case "error_rate":
      return due > 0 ? (due - successful) / due : undefined;
    case "throughput":
      return durationMs > 0 ? (1000 * successful) / durationMs : undefined;
    case "mean":
      return times().mean();
    case "max":
      return times().max();
    default:
      return times().quantile(shareOf[limit.metric]);
  }
}

const shareOf = { p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99, p999: 0.999 } as const;

/** The nearest limit wins: a request that has its own is judged by it alone, and the others without it. */
function countedRequests({ request, metric }: Limit, phases: readonly PhaseResult[], limits: readonly Limit[]) {
  const isOwn = (limit: Limit) => limit.metric === metric && limit.request !== allRequests;
  const own = new Set(limits.filter(isOwn).map((limit) => limit.request));
  const isCounted = (name: string) => (request === allRequests ? !own.has(name) : name === request);
  return phases.flatMap(({ requests }) => requests.filter(({ name }) => isCounted(name)));
}

/** The mean over the phases, each weighing what it lasted; `undefined` where one of them has no value. */
function weighted(
  phases: readonly PhaseResult[],
  value: (phase: PhaseResult) => number | undefined,
): number | undefined {
  let total = 0;
  let durationMs = 0;
  for (const phase of phases) {
    const one = value(phase);
    if (one === undefined) return undefined;
    total += one * phase.duration_ms;
    durationMs += phase.duration_ms;
  }
  return durationMs > 0 ? total / durationMs : undefined;
}

function largest(values: readonly (number | undefined)[]): number | undefined {
  const known = values.flatMap((value) => value ?? []);
  return known.length < values.length ? undefined : Math.max(...known);
}
