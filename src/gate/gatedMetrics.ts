import { median } from "simple-statistics";
import { comparisonModes } from "../model/comparisonMode.ts";
import {
  type ComparedMetric,
  comparabilityOf,
  comparedMetrics,
  isLatency,
  isOfDependencies,
  isServiceMetric,
  type ServiceMetric,
} from "../model/metric.ts";
import { allRequests, type Plan, type Scenario } from "../model/plan.ts";
import type { ArmMetrics, MeasuredScenario, Settings } from "../model/results.ts";

/** One metric of one request in one scenario. Each comparison has one. */
export interface MetricKey {
  readonly scenario: string;
  /** A request's name, or "all". */
  readonly request: string;
  readonly metric: ComparedMetric;
  /** Its regression can fail the run. */
  readonly gating: boolean;
}

interface ScenarioRequests {
  readonly id: string;
  readonly names: readonly string[];
  /** True if that metric of the service's processes is measured. */
  readonly isMeasured: (metric: ServiceMetric) => boolean;
  readonly streams: readonly string[];
  /** Requests per arm and round. Absent before the run. */
  readonly due?: (request: string) => number;
  /** True if the metric tells something of the request, although it is not always shown. Absent before the run. */
  readonly isShownFor?: (request: string, metric: ComparedMetric) => boolean;
}

/** The metrics of a measured scenario to compare. */
export function metricKeysOf(
  { id, rounds, streams = [], scalability }: MeasuredScenario,
  minEffects: Settings["min_effect"],
): readonly MetricKey[] {
  if (rounds.length === 0) return [];
  if (scalability !== undefined) return [capacityKey(id, minEffects)];
  const all = new Set(rounds.flatMap(({ head }) => Object.keys(head.requests)));
  const names = [...all].filter((name) => name !== allRequests);
  const isMeasured = (metric: ServiceMetric) =>
    rounds.some(({ base, head }) => head[metric] !== undefined || base?.[metric] !== undefined);
  const due = (request: string) => median(rounds.map(({ head }) => head.requests[request]?.due ?? 0));
  const isShownFor = (request: string, metric: ComparedMetric) => isShownInMost(rounds, request, metric);
  return keysIn({ id, names, streams, isMeasured, due, isShownFor }, minEffects);
}

/** The only metric of a capacity search. Its trials differ in load. */
const capacityKey = (scenario: string, minEffects: Settings["min_effect"]): MetricKey => ({
  scenario,
  request: allRequests,
  metric: "capacity",
  gating: minEffects.capacity !== undefined,
});

/** True if the metric tells something of the request in most rounds, on either arm. */
function isShownInMost(rounds: MeasuredScenario["rounds"], request: string, metric: ComparedMetric): boolean {
  const { isShownFor } = comparabilityOf(metric);
  if (isShownFor === undefined) return false;
  const values = rounds.map(({ base, head }) =>
    [base?.requests[request], head.requests[request]].flatMap((one) => one ?? []),
  );
  return 2 * values.filter((ofRound) => ofRound.some(isShownFor)).length > rounds.length;
}

/** The parts of a plan that decide how many comparisons gate. */
export interface GatedPlan extends Pick<Plan, "service" | "gate"> {
  readonly scenarios: readonly Scenario[];
}

/** The number of comparisons that can fail the run. Fixed before the run, because they share its false alarm rate. */
export function countGatingMetrics({ scenarios, service, gate }: GatedPlan): number {
  const compared = scenarios.filter(({ compare }) => compare === undefined || comparisonModes[compare].isCompared);
  const keys = compared.flatMap(({ id, flows, minEffect, capacity }) => {
    if (capacity !== undefined) return [capacityKey(id, { ...gate.minEffect, ...minEffect })];
    const steps = flows.flatMap((flow) => flow.steps);
    const names = [...new Set(steps.map(({ name }) => name))];
    const streams = steps.filter(({ stream }) => stream !== undefined).map(({ name }) => name);
    const isMeasured = (metric: ServiceMetric) =>
      isOfDependencies(metric) ? service?.program.kind === "compose" : service !== undefined;
    return keysIn({ id, names, streams, isMeasured }, { ...gate.minEffect, ...minEffect });
  });
  return keys.filter(({ gating }) => gating).length;
}

/**
 * With several requests, latency gates for each of them: one slow endpoint would hardly show in all requests together.
 * CPU time, memory and the error rate gate for the scenario as a whole.
 */
function keysIn(scenario: ScenarioRequests, minEffects: Settings["min_effect"]): readonly MetricKey[] {
  const { id, names, isMeasured, due } = scenario;
  const isSingle = names.length <= 1;
  const isTooNoisy = (request: string, metric: ComparedMetric) =>
    due !== undefined && due(request) < (comparabilityOf(metric).fewestRequests ?? 0);
  // Where an endpoint has too few requests, all of them together gate.
  const hasTooFew = (metric: ComparedMetric) => names.some((name) => isTooNoisy(name, metric));
  const keyOf = (request: string, metric: ComparedMetric, canGate: boolean): MetricKey => {
    const gating = canGate && gates(scenario, request, metric, minEffects) && !isTooNoisy(request, metric);
    return { scenario: id, request, metric, gating };
  };
  const shownFor = (request: string) =>
    comparedMetrics.filter((metric) => metric !== "capacity" && isShown(scenario, request, metric, minEffects));
  const ofAllRequests = shownFor(allRequests)
    .filter((metric) => !isServiceMetric(metric) || isMeasured(metric))
    .map((metric) => keyOf(allRequests, metric, isSingle || !isLatency(metric) || hasTooFew(metric)));
  if (isSingle) return ofAllRequests;
  const ofEachRequest = names.flatMap((name) =>
    shownFor(name)
      .filter(isLatency)
      .map((metric) => keyOf(name, metric, true)),
  );
  return [...ofAllRequests, ...ofEachRequest];
}

type MinEffectNames = Settings["min_effect"];

function gates(scenario: ScenarioRequests, request: string, metric: ComparedMetric, named: MinEffectNames): boolean {
  return metric in named || (comparabilityOf(metric).streams === "gates" && isStream(scenario, request));
}

function isShown(scenario: ScenarioRequests, request: string, metric: ComparedMetric, named: MinEffectNames): boolean {
  const { streams, isAlwaysShown } = comparabilityOf(metric);
  if (streams === "only" && !isStream(scenario, request)) return false;
  return isAlwaysShown || gates(scenario, request, metric, named) || scenario.isShownFor?.(request, metric) === true;
}

/** True for "all" if every request is a stream. */
function isStream({ names, streams }: ScenarioRequests, request: string): boolean {
  const requests = request === allRequests ? names : [request];
  return requests.length > 0 && requests.every((name) => streams.includes(name));
}

/** How many of the key's requests were due on an arm in one round. */
export function dueRequests({ request }: Pick<MetricKey, "request">, arm: ArmMetrics | undefined): number {
  return arm?.requests[request]?.due ?? 0;
}

export function failedRequests({ request }: Pick<MetricKey, "request">, arm: ArmMetrics | undefined): number {
  return arm?.requests[request]?.failed ?? 0;
}
