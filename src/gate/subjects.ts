import { shownMetrics } from "../model/metric.ts";
import { allRequests, type ComparedMetric, comparedMetrics } from "../model/plan.ts";
import type { ArmMetrics, MeasuredScenario, Settings } from "../model/results.ts";

/** One metric of one request in one scenario: what a comparison is about. */
export interface Subject {
  readonly scenario: string;
  readonly request: string;
  readonly metric: ComparedMetric;
  /** Whether it can fail the run. */
  readonly gating: boolean;
}

/**
 * Latency gates by request, where there are several: an endpoint's regression drowns among the others. What all requests
 * share, the processor time and the error rate, gates as a whole.
 */
export function subjectsOf({ id, rounds }: MeasuredScenario, { min_effect }: Settings): readonly Subject[] {
  if (rounds.length === 0) return [];
  const names = [...new Set(rounds.flatMap(({ head }) => Object.keys(head.requests)))].filter(
    (name) => name !== allRequests,
  );
  const single = names.length <= 1;
  const wanted = comparedMetrics.filter((metric) => shownMetrics.includes(metric) || metric in min_effect);
  const subject = (request: string, metric: ComparedMetric, gates: boolean): Subject => {
    return { scenario: id, request, metric, gating: gates && metric in min_effect };
  };
  const whole = wanted
    .filter((metric) => metric !== "cpu_per_request" || rounds.some(hasCpu))
    .map((metric) => subject(allRequests, metric, single || !isLatency(metric)));
  if (single) return whole;
  return [...whole, ...names.flatMap((name) => wanted.filter(isLatency).map((metric) => subject(name, metric, true)))];
}

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
