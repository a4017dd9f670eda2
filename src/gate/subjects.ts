import { type ComparedMetric, comparedMetrics, shownMetrics } from "../model/metric.ts";
import type { ArmMetrics, MeasuredScenario, Settings } from "../model/results.ts";

/** One metric of one request in one scenario: what a comparison is about. */
export interface Subject {
  readonly scenario: string;
  readonly request: string;
  readonly metric: ComparedMetric;
  /** Whether it can fail the run. */
  readonly gating: boolean;
}

/** The name under which all requests of a scenario are taken together. */
const all = "all";

/**
 * Latency gates by request, where there are several: an endpoint's regression drowns among the others. What all requests
 * share, the processor time and the error rate, gates as a whole.
 */
export function subjectsOf({ id, rounds }: MeasuredScenario, { min_effect }: Settings): readonly Subject[] {
  const names = [...new Set(rounds.flatMap(({ head }) => Object.keys(head.requests)))].filter((name) => name !== all);
  const single = names.length <= 1;
  const wanted = comparedMetrics.filter((metric) => shownMetrics.includes(metric) || metric in min_effect);
  const subject = (request: string, metric: ComparedMetric, gates: boolean): Subject => {
    return { scenario: id, request, metric, gating: gates && metric in min_effect };
  };
  const whole = wanted
    .filter((metric) => metric !== "cpu_per_request" || rounds.some(hasCpu))
    .map((metric) => subject(all, metric, single || !isLatency(metric)));
  if (single) return whole;
  return [...whole, ...names.flatMap((name) => wanted.filter(isLatency).map((metric) => subject(name, metric, true)))];
}

/** The metric of the subject in one round of one arm. */
export function metricOf({ request, metric }: Subject, arm: ArmMetrics | undefined): number | undefined {
  const metrics = arm?.requests[request];
  if (arm === undefined || metrics === undefined) return undefined;
  switch (metric) {
    case "cpu_per_request":
      // Below one clock tick in all: too little to be measured.
      return arm.cpu_per_request === 0 ? undefined : arm.cpu_per_request;
    case "error_rate":
      return metrics.due > 0 ? metrics.failed / metrics.due : undefined;
    default:
      return aboveZero(metrics[metric]);
  }
}

/** A latency that rounded to 0 counts as the histogram's smallest step, a microsecond: 0 has no logarithm. */
const aboveZero = (ms: number | undefined): number | undefined => (ms === undefined ? undefined : Math.max(ms, 0.001));

/** How many requests of the subject an arm got in a round. */
export function dueOf({ request }: Subject, arm: ArmMetrics | undefined): number {
  return arm?.requests[request]?.due ?? 0;
}

export function failedOf({ request }: Subject, arm: ArmMetrics | undefined): number {
  return arm?.requests[request]?.failed ?? 0;
}

export const isLatency = (metric: ComparedMetric): boolean => metric !== "cpu_per_request" && metric !== "error_rate";

const hasCpu = ({ base, head }: MeasuredScenario["rounds"][number]): boolean =>
  head.cpu_per_request !== undefined || base?.cpu_per_request !== undefined;
