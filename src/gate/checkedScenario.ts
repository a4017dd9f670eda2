import { type ComparedMetric, isCounted, isLatency } from "../model/metric.ts";
import { allRequests } from "../model/plan.ts";
import type { MeasuredScenario, RoundResult } from "../model/results.ts";
import type { MissingEvidence } from "./comparison.ts";
import type { MetricKey } from "./gatedMetrics.ts";
import { checkLoad } from "./loadCheck.ts";
import { findFailedOnBase, findNewRequests, type NewRequests, withoutNewRequests } from "./newRequests.ts";

/** A scenario of a paired comparison with everything that its comparisons share. */
export interface CheckedScenario extends MeasuredScenario {
  /** The rounds for other metrics than latencies: a late load generator only voids latencies. */
  readonly roundsWithoutLatency: readonly RoundResult[];
  readonly newRequests: NewRequests;
}

export function checkScenario(scenario: MeasuredScenario): CheckedScenario {
  const newRequests = findNewRequests(scenario);
  const roundsWithoutLatency = scenario.rounds.map(withoutLateness);
  return {
    ...checkLoad(scenario),
    roundsWithoutLatency: withoutNewRequests(
      checkLoad({ ...scenario, rounds: roundsWithoutLatency }).rounds,
      newRequests,
    ),
    newRequests,
  };
}

/** Without a base beside the head, base and head cannot differ in load. */
export function uncheckedScenario(scenario: MeasuredScenario): CheckedScenario {
  return { ...scenario, roundsWithoutLatency: scenario.rounds.map(withoutLateness), newRequests: new Map() };
}

/** A round whose latencies do not count, as all other metrics see it. */
export function withoutLateness(round: RoundResult): RoundResult {
  const { invalid: _, invalid_for, ...valid } = round;
  return invalid_for === "latency" ? valid : round;
}

/** The rounds that count for this metric, and those that do not, with the reason. */
export function roundsFor(metric: ComparedMetric, scenario: CheckedScenario): readonly RoundResult[] {
  return isLatency(metric) ? scenario.rounds : scenario.roundsWithoutLatency;
}

/**
 * Why the comparison has no base. Latencies, CPU time and memory of all requests include those of new requests; only
 * counts can leave them out.
 */
export function whyNew(
  { request, metric }: MetricKey,
  { newRequests, rounds }: CheckedScenario,
): MissingEvidence | undefined {
  const reason = newRequests.get(request);
  if (reason !== undefined) return { outcome: "new", reason };
  if (request !== allRequests) return undefined;
  const [first] = newRequests.values();
  if (first === undefined) return isCounted(metric) ? undefined : whyInseparable(rounds);
  const names = new Set(rounds.flatMap(({ head }) => Object.keys(head.requests)));
  const isAllNew = newRequests.size >= names.size - 1;
  return isAllNew || !isCounted(metric) ? { outcome: "new", reason: first } : undefined;
}

/** Failures cost a service less than successes: nothing about all requests together can be compared, but their errors. */
function whyInseparable(rounds: readonly RoundResult[]): MissingEvidence | undefined {
  const name = findFailedOnBase(rounds);
  if (name === undefined) return undefined;
  return { outcome: "new", reason: `no ${name} of the base succeeded, and all requests together include it` };
}
