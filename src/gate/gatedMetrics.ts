import { median } from "simple-statistics";
import { isOfService, type ServiceMetric, shownMetrics } from "../model/metric.ts";
import { allRequests, type ComparedMetric, comparedMetrics, type Plan, type Scenario } from "../model/plan.ts";
import type { ArmMetrics, MeasuredScenario, Settings } from "../model/results.ts";

/** One metric of one request in one scenario: what a comparison is about. */
export interface Subject {
  readonly scenario: string;
  readonly request: string;
  readonly metric: ComparedMetric;
  /** Whether it can fail the run. */
  readonly gating: boolean;
}

/** What a scenario's metrics are about. */
interface Field {
  readonly id: string;
  /** Of its requests. */
  readonly names: readonly string[];
  /** Whether the metric of the service's processes is known. */
  readonly isSeen: (metric: ServiceMetric) => boolean;
  /** Requests that an arm gets in a round; absent where that is not known beforehand. */
  readonly due?: (request: string) => number;
}

/** Below so many requests a round, the p99 of one is too noisy to gate: its SD is 10 %, where the tail index has 4 %. */
const fewestForP99 = 3000;

export function subjectsOf({ id, rounds }: MeasuredScenario, minEffect: Settings["min_effect"]): readonly Subject[] {
  if (rounds.length === 0) return [];
  const all = new Set(rounds.flatMap(({ head }) => Object.keys(head.requests)));
  const names = [...all].filter((name) => name !== allRequests);
  const isSeen = (metric: ServiceMetric) =>
    rounds.some(({ base, head }) => head[metric] !== undefined || base?.[metric] !== undefined);
  const due = (request: string) => median(rounds.map(({ head }) => head.requests[request]?.due ?? 0));
  return subjectsIn({ id, names, isSeen, due }, minEffect);
}

/** What decides how many comparisons there are to be. */
export interface Planned extends Pick<Plan, "service" | "gate"> {
  readonly scenarios: readonly Scenario[];
}

/** How many comparisons of a plan can fail its run: known before anything is measured. */
export function gatingOf({ scenarios, service, gate }: Planned): number {
  const compared = scenarios.filter(({ compare }) => compare !== "off");
  const subjects = compared.flatMap(({ id, flows, minEffect }) => {
    const names = [...new Set(flows.flatMap(({ steps }) => steps.map(({ name }) => name)))];
    return subjectsIn({ id, names, isSeen: () => service !== undefined }, { ...gate.minEffect, ...minEffect });
  });
  return subjects.filter(({ gating }) => gating).length;
}

/**
 * Latency gates by request, where there are several: an endpoint's regression drowns among the others. What all requests
 * share, the processor time, the memory and the error rate, gates as a whole.
 */
function subjectsIn({ id, names, isSeen, due }: Field, minEffect: Settings["min_effect"]): readonly Subject[] {
  const single = names.length <= 1;
  const wanted = comparedMetrics.filter((metric) => shownMetrics.includes(metric) || metric in minEffect);
  const isTooNoisy = (request: string, metric: ComparedMetric) =>
    metric === "p99" && due !== undefined && due(request) < fewestForP99;
  const subject = (request: string, metric: ComparedMetric, gates: boolean): Subject => {
    return { scenario: id, request, metric, gating: gates && metric in minEffect && !isTooNoisy(request, metric) };
  };
  const whole = wanted
    .filter((metric) => !isOfService(metric) || isSeen(metric))
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

export const isLatency = (metric: ComparedMetric): boolean => metric !== "error_rate" && !isOfService(metric);
